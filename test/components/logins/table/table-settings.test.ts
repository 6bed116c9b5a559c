import { describe, expect, it } from 'vitest'
import { HIDDEN_AT_FIRST, LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import {
  moveColumn,
  parseTableSettings,
  writeTableSettings,
} from '@/components/logins/table/table-settings'

const FIRST = { density: 'normal', order: [], hidden: HIDDEN_AT_FIRST, widths: {} }

describe('parseTableSettings', () => {
  it('reads what it wrote', () => {
    const look = {
      density: 'compact',
      order: ['ip', 'sent_at'],
      hidden: ['locale'],
      widths: { device_type: 200 },
    } as const
    const text = writeTableSettings({ ...look, order: [...look.order], hidden: [...look.hidden] })
    expect(parseTableSettings(text)).toEqual(look)
  })

  it('knows columns by the names of earlier versions', () => {
    const text = JSON.stringify({
      order: ['maskedIp', 'version', 'sentAt'],
      hidden: ['deviceType', 'runId'],
      widths: { maskedDeviceId: 90, messageId: 300 },
    })
    expect(parseTableSettings(text)).toEqual({
      density: 'normal',
      order: ['ip', 'app_version', 'sent_at'],
      // What it was written without knowing of is not shown by itself.
      hidden: ['device_type', 'run_id', 'device_users'],
      widths: { device_id: 90, message_id: 300 },
    })
  })

  it.each([undefined, '', 'null', '[]', '{', '{"order":7,"hidden":{}}'])(
    'falls back to the first settings for %s',
    (text) => {
      expect({ ...FIRST, ...parseTableSettings(text) }).toMatchObject({
        density: 'normal',
        order: [],
      })
    },
  )

  it('leaves out what is unknown, broken or hides everything', () => {
    const text = JSON.stringify({
      density: 'huge',
      order: ['x', 'ip', 'ip'],
      hidden: LOGIN_COLUMN_IDS,
      widths: { ip: 5, x: 100, locale: 10_000 },
    })
    expect(parseTableSettings(text)).toEqual({
      density: 'normal',
      order: ['ip'],
      hidden: [],
      widths: {},
    })
  })
})

describe('moveColumn', () => {
  const ORDER = ['a', 'b', 'c', 'd']
  it.each([
    ['to the right', 'a', 2, ['b', 'c', 'a', 'd']],
    ['to the left', 'd', 1, ['a', 'd', 'b', 'c']],
    ['to where it is', 'b', 1, ORDER],
    ['no further than the beginning', 'c', -1, ['c', 'a', 'b', 'd']],
    ['no further than the end', 'a', 9, ['b', 'c', 'd', 'a']],
  ])('moves a column %s', (_, id, to, moved) => {
    expect(moveColumn(ORDER, id, to)).toEqual(moved)
    expect(ORDER).toEqual(['a', 'b', 'c', 'd'])
  })
})
