import { beforeAll, describe, expect, it } from 'vitest'
import { type Rejection, rejectTogether } from '@/test/support/fixtures/many-messages'
import { bodyWith, GOOD, PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

const services = useServices()
beforeAll(() => initQuickKeys(PASSPHRASE))

const CANARY = bodyWith({ ip: 'canary-4711', 'canary-0815': 1 })

const BODIES: [name: string, body: string, reason: RegExp][] = [
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
]

const FIELDS = ['user_id', 'app_version', 'device_type', 'ip', 'device_id']
const VALUES: [name: string, value: unknown, reason: string][] = [
  ['missing', undefined, 'is missing.'],
  ['null', null, 'is null.'],
  ['empty', '', 'is empty.'],
  ['a number', 42, 'is not text.'],
  ['true', true, 'is not text.'],
  ['a list', ['1.2.3.4'], 'is not text.'],
  ['an object', { a: 1 }, 'is not text.'],
]
const TEXTS: [name: string, value: string][] = [
  ['a NUL byte', '1\0.2'],
  ['a lone surrogate', '\ud83d'],
  ['far too long', 'x'.repeat(20_000)],
]

const NO_IPS = [
  ...['999.1.1.1', '010.0.0.1', '1.2.3', 'fe80::1%eth0', '1.2.3.4:80', '1.2.3.4/8', '0x7f.0.0.1'],
  ...['2130706433', ':::', '::ffff:1.2.3', 'localhost', 'http://1.2.3.4/'],
]

const NO_VERSIONS = [
  ...['2.3.0-beta', '1.2.3.4', '1.100.0', '1.2.100', '999999.0.0', 'v2', '2.', '.2', '-1.0', ' '],
]

const ALL = [
  ...BODIES.map(([, body]) => body),
  ...FIELDS.flatMap((field) =>
    [...VALUES, ...TEXTS].map(([, value]) => bodyWith({ [field]: value })),
  ),
  ...NO_IPS.map((ip) => bodyWith({ ip })),
  ...NO_VERSIONS.map((app_version) => bodyWith({ app_version })),
  CANARY,
]

let rejected: Promise<Rejection[]> | undefined

/** What became of a message; all are ingested by the first test, in one batch. */
async function outcomeOf(body: string): Promise<Rejection> {
  rejected ??= rejectTogether(services.queue(), ALL)
  return (await rejected)[ALL.indexOf(body)] as Rejection
}

describe('a bad message is rejected with its reason, sealed and acknowledged, whatever it comes with', () => {
  it.each(BODIES)('%s', async (_name, body, reason) => {
    expect((await outcomeOf(body)).texts[0]).toMatch(reason)
  })

  describe.each(FIELDS)('%s', (field) => {
    it.each(VALUES)('%s', async (_name, value, reason) => {
      expect((await outcomeOf(bodyWith({ [field]: value }))).texts).toEqual([`${field} ${reason}`])
    })

    it.each(TEXTS)('%s', async (_name, value) => {
      const { texts } = await outcomeOf(bodyWith({ [field]: value }))
      expect(texts[0]).toMatch(new RegExp(`^${field} `))
      expect(texts).toHaveLength(1)
    })
  })

  it.each(NO_IPS)('an IP that is none: %s', async (ip) => {
    expect((await outcomeOf(bodyWith({ ip }))).texts).toEqual(['ip is not an IP address.'])
  })

  it.each(NO_VERSIONS)('a version that would not sort: %j', async (app_version) => {
    expect((await outcomeOf(bodyWith({ app_version }))).texts[0]).toMatch(/^app_version /)
  })

  it('keeps what it said sealed, and names its fields only', async () => {
    const { texts: _, ...found } = await outcomeOf(CANARY)
    expect(found.fieldNames).toEqual([...Object.keys(GOOD).sort(), '(1 other)'])
    expect(found.bodyBytes).toBe(Buffer.byteLength(CANARY))
    const sealed = Buffer.from(found.sealed ?? [])
    expect(sealed.length).toBeGreaterThan(CANARY.length)
    expect(JSON.stringify({ ...found, id: 0, batchId: 0, sealed: 0 })).not.toContain('canary')
    expect(sealed.includes('canary')).toBe(false)
  })
})
