import { describe, expect, it } from 'vitest'
import { LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import { tableColumns } from '@/components/logins/table/table-columns'
import { parseTableSettings } from '@/components/logins/table/table-settings'

const LOOK = parseTableSettings(undefined)

describe('the columns of the table', () => {
  it('come as they first do, without those that are hidden at first', () => {
    const { order, shown } = tableColumns(LOOK)
    expect(order).toEqual(LOGIN_COLUMN_IDS)
    expect(shown.map(({ id }) => id)).toEqual(order.filter((id) => !LOOK.hidden.includes(id)))
    expect(shown.every(({ width }) => width > 0)).toBe(true)
  })

  it('fit a window of 1,024 pixels beside the sidebar and the boxes that select rows', () => {
    const { shown } = tableColumns(LOOK)
    const total = shown.reduce((sum, { width }) => sum + width, 0)
    expect(total).toBeLessThanOrEqual(1_024 - 208 - 44)
  })

  it('come in the order, and with the widths, that were chosen', () => {
    const look = { ...LOOK, order: ['locale', 'ip'], hidden: ['ip'], widths: { locale: 99 } }
    const { order, shown } = tableColumns(look)
    expect(order.slice(0, 3)).toEqual(['locale', 'ip', 'sent_at'])
    expect(new Set(order).size).toBe(LOGIN_COLUMN_IDS.length)
    expect(shown[0]).toEqual({ id: 'locale', width: 99 })
    expect(shown.some(({ id }) => id === 'ip')).toBe(false)
  })
})
