import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { ingest, useEmptiedQueue } from '@/test/support/fixtures/one-message'
import { bodyWith, GOOD } from '@/test/support/pipeline'

useEmptiedQueue()

describe('a bad message is rejected with its reason, sealed and acknowledged', () => {
  it.each([
    ['not JSON', 'user_id=1&ip=1.2.3.4', /not JSON/],
    ['JSON cut short', JSON.stringify(GOOD).slice(0, -5), /not JSON/],
    ['a JSON array', JSON.stringify([GOOD]), /not a JSON object/],
    ['JSON text', JSON.stringify(JSON.stringify(GOOD)), /not a JSON object/],
    ['a JSON number', '42', /not a JSON object/],
    ['JSON null', 'null', /not a JSON object/],
    ['an empty object', '{}', /missing/],
    ['another kind of message', '{"foo": "oops_wrong_msg_type", "bar": "123"}', /missing/],
    ['fields under __proto__', `{"__proto__":${JSON.stringify(GOOD)}}`, /missing/],
    ['a 250 kB body', bodyWith({ device_id: 'A'.repeat(250_000) }), /^device_id /],
    ['a device id of 5 kB', bodyWith({ device_id: '9'.repeat(5_000) }), /^device_id /],
    ['a blank device id', bodyWith({ device_id: ' \t ' }), /^device_id /],
    ['a user id of 129 characters', bodyWith({ user_id: 'u'.repeat(129) }), /^user_id /],
    ['a device type of 33 characters', bodyWith({ device_type: 'd'.repeat(33) }), /^device_type /],
    ['a locale of 33 characters', bodyWith({ locale: 'l'.repeat(33) }), /^locale /],
    ['a locale that is a number', bodyWith({ locale: 7 }), /^locale /],
    ['a version of 65 characters', bodyWith({ app_version: '1'.repeat(65) }), /^app_version /],
  ])('%s', async (_name, body, reason) => {
    const { row, reasons } = await ingest(body)
    expect(row).toBeUndefined()
    expect(reasons?.[0]).toMatch(reason)
  })

  describe.each(['user_id', 'app_version', 'device_type', 'ip', 'device_id'])('%s', (field) => {
    it.each([
      ['missing', undefined, 'is missing.'],
      ['null', null, 'is null.'],
      ['empty', '', 'is empty.'],
      ['a number', 42, 'is not text.'],
      ['true', true, 'is not text.'],
      ['a list', ['1.2.3.4'], 'is not text.'],
      ['an object', { a: 1 }, 'is not text.'],
    ])('%s', async (_name, value, reason) => {
      expect((await ingest(bodyWith({ [field]: value }))).reasons).toEqual([`${field} ${reason}`])
    })

    it.each([
      ['a NUL byte', '1\0.2'],
      ['a lone surrogate', '\ud83d'],
      ['far too long', 'x'.repeat(20_000)],
    ])('%s', async (_name, value) => {
      const { reasons } = await ingest(bodyWith({ [field]: value }))
      expect(reasons?.[0]).toMatch(new RegExp(`^${field} `))
      expect(reasons).toHaveLength(1)
    })
  })

  it.each([
    '999.1.1.1',
    '010.0.0.1',
    '1.2.3',
    'fe80::1%eth0',
    '1.2.3.4:80',
    '1.2.3.4/8',
    '0x7f.0.0.1',
    '2130706433',
    ':::',
    '::ffff:1.2.3',
    'localhost',
    'http://1.2.3.4/',
  ])('an IP that is none: %s', async (ip) => {
    expect((await ingest(bodyWith({ ip }))).reasons).toEqual(['ip is not an IP address.'])
  })

  it.each([
    '2.3.0-beta',
    '1.2.3.4',
    '1.100.0',
    '1.2.100',
    '999999.0.0',
    'v2',
    '2.',
    '.2',
    '-1.0',
    ' ',
  ])('a version that would not sort: %j', async (app_version) => {
    expect((await ingest(bodyWith({ app_version }))).reasons?.[0]).toMatch(/^app_version /)
  })

  it('keeps what it said sealed, and names its fields only', async () => {
    const body = bodyWith({ ip: 'canary-4711', 'canary-0815': 1 })
    const { fieldNames } = await ingest(body)
    expect(fieldNames).toEqual([...Object.keys(GOOD).sort(), '(1 other)'])
    const [rejected] = await database().rejectedMessage.findMany()
    expect(rejected?.bodyBytes).toBe(Buffer.byteLength(body))
    expect(Buffer.from(rejected?.sealed ?? []).length).toBeGreaterThan(body.length)
    const shown = JSON.stringify({ ...rejected, id: 0, batchId: 0, sealed: 0 })
    expect(shown).not.toContain('canary')
    expect(Buffer.from(rejected?.sealed ?? []).includes('canary')).toBe(false)
  })
})
