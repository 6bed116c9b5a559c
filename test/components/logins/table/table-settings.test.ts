import { describe, expect, it } from 'vitest'
import { HIDDEN_AT_FIRST, LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import { parseTableSettings, writeTableSettings } from '@/components/logins/table/table-settings'

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
