import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { ingest, useEmptiedQueue } from '@/test/support/fixtures/one-message'
import { bodyWith, GOOD, sendAll, turn } from '@/test/support/pipeline'

useEmptiedQueue()

describe('an unusual message is stored', () => {
  it('with an unknown extra field, which is kept out', async () => {
    const { row } = await ingest(
      bodyWith({ extra: { secret: 'x' }, constructor: 'y', toString: 1 }),
    )
    expect(row).toMatchObject({ userId: GOOD.user_id, locale: 'RU' })
  })

  it('with __proto__ beside its fields, which changes nothing', async () => {
    const body = JSON.stringify(GOOD).replace('{', '{"__proto__":{"locale":"XX","ip":"6.6.6.6"},')
    const { row } = await ingest(body)
    expect(row).toMatchObject({ userId: GOOD.user_id, locale: 'RU' })
    expect(({} as { locale?: string }).locale).toBeUndefined()
  })

  it.each([null, undefined])('with locale %s as null', async (locale) => {
    expect((await ingest(bodyWith({ locale }))).row?.locale).toBeNull()
  })

  it.each([
    `'); DROP TABLE user_logins;--`,
    `$1`,
    `{"a",NULL}`,
    `\\x00`,
    `NULL`,
    `"quoted", and 'so'`,
    '\u{1F600}'.repeat(32),
  ])('with the locale %s as text, never run', async (locale) => {
    // Sent as JSON escapes, since not every server takes characters beyond the first plane.
    const body = bodyWith({ locale }).replace(
      /[\ud800-\udfff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
    )
    expect((await ingest(body)).row?.locale).toBe(locale)
  })

  it.each([
    ['2.3.0', 20300],
    ['6.02', 60200],
    ['0.2', 200],
    ['999.0.0', 9990000],
    ['10.11.12', 101112],
  ])('with version %s as %i', async (app_version, sortable) => {
    const { row } = await ingest(bodyWith({ app_version }))
    expect(row).toMatchObject({ appVersion: sortable, appVersionText: app_version })
  })

  it('with the day it names, else the day it was sent, in UTC', async () => {
    await sendAll([bodyWith({ create_date: '2024-02-29' }), bodyWith({})])
    await turn()
    const rows = await database().userLogin.findMany()
    const days = rows.map(({ createDate }) => createDate?.toISOString().slice(0, 10)).sort()
    const sent = rows.map(({ sentAt }) => sentAt.toISOString().slice(0, 10))
    expect(days).toEqual(['2024-02-29', sent[0]])
  })
})

describe('tokens', () => {
  /** The tokens that so many spellings of a value have. */
  async function tokensOf(field: 'ip' | 'device_id', values: string[]) {
    await sendAll(values.map((value) => bodyWith({ [field]: value })))
    await turn()
    const rows = await database().userLogin.findMany()
    expect(rows).toHaveLength(values.length)
    return new Set(rows.map((row) => (field === 'ip' ? row.maskedIp : row.maskedDeviceId)))
  }

  it('are the same for an IPv4 and its IPv4-mapped IPv6, in any spelling', async () => {
    const spellings = [
      '203.0.113.7',
      ' 203.0.113.7 ',
      '::ffff:203.0.113.7',
      '::FFFF:203.0.113.7',
      '::ffff:cb00:7107',
      '0:0:0:0:0:ffff:203.0.113.7',
      '[::ffff:203.0.113.7]',
    ]
    expect((await tokensOf('ip', spellings)).size).toBe(1)
    expect(await database().vaultEntry.count()).toBe(2)
  })

  it('are the same for an IPv6 in any spelling', async () => {
    const spellings = [
      '2001:db8::1',
      '2001:DB8::1',
      '2001:0db8:0000:0000:0000:0000:0000:0001',
      '2001:db8:0:0:0:0:0:1',
      '2001:db8::0:1',
      '[2001:db8::1]',
      '2001:db8::0.0.0.1',
    ]
    expect((await tokensOf('ip', spellings)).size).toBe(1)
  })

  it('differ where addresses do', async () => {
    const different = [
      '1.2.3.4',
      '1.2.3.5',
      '::1.2.3.4',
      '::1',
      '127.0.0.1',
      '224.0.0.1',
      '0.0.0.0',
    ]
    expect((await tokensOf('ip', different)).size).toBe(different.length)
  })

  it('keep case, dashes and leading zeros of device ids apart, and trim and compose them', async () => {
    const apart = ['111-22-3333', '111223333', '0111-22-3333', 'abc', 'ABC', 'é']
    const alike = [' 111-22-3333', 'e\u0301']
    expect((await tokensOf('device_id', [...apart, ...alike])).size).toBe(apart.length)
  })

  it('are not shared by a device id and an IP of the same text', async () => {
    await sendAll([bodyWith({ ip: '1.1.1.1', device_id: '1.1.1.1' })])
    await turn()
    const [row] = await database().userLogin.findMany()
    expect(row?.maskedIp?.slice(3)).not.toBe(row?.maskedDeviceId?.slice(3))
  })
})
