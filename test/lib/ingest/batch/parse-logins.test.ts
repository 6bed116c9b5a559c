import { describe, expect, it } from 'vitest'
import { parseLogins } from '@/lib/ingest/batch/parse-logins'
import { describeReason } from '@/lib/model/reject-reasons'

const good = {
  user_id: '424cdd21-063a-43a7-b91b-7ca1a833afae',
  app_version: '2.3.0',
  device_type: 'android',
  ip: '203.0.113.135',
  locale: 'RU',
  device_id: '111-22-3333',
}

function parse(body: string) {
  const sentAt = new Date('2026-11-20T23:59:59.999Z')
  const message = {
    messageId: 'm',
    receiptHandle: 'r',
    body,
    sentAt,
    receiveCount: 1,
    receivedAtMs: 0,
  }
  const { logins, rejected } = parseLogins([message])
  expect(logins.length + rejected.length).toBe(1)
  const reasons = rejected[0]?.reasons.map(describeReason)
  return { login: logins[0], reasons, fieldNames: rejected[0]?.fieldNames }
}

const parseWith = (change: object) => parse(JSON.stringify({ ...good, ...change }))

describe('parseLogins', () => {
  it('takes a login as it comes', () => {
    expect(parseWith({}).login).toEqual({
      messageId: 'm',
      sentAt: new Date('2026-11-20T23:59:59.999Z'),
      userId: good.user_id,
      deviceType: 'android',
      ip: good.ip,
      deviceId: good.device_id,
      locale: 'RU',
      appVersion: 20300,
      appVersionText: '2.3.0',
      createDate: '2026-11-20',
      envelopeId: null,
    })
  })

  it.each([
    ['2.3.0', 20300],
    ['6.02', 60200],
    ['0.2', 200],
    ['7', 70000],
    ['10.11.12', 101112],
    ['999.0.0', 9990000],
  ])('sorts version %s as %i', (app_version, sortable) => {
    expect(parseWith({ app_version }).login?.appVersion).toBe(sortable)
  })

  it.each(['2.3.0-beta', '1.2.3.4', '1.100', '1.', 'v1', '1e5', '999999.0.0', ' 1.0', '1.0\n'])(
    'rejects version %j, which would not sort',
    (app_version) => {
      expect(parseWith({ app_version }).reasons).toEqual([
        'app_version is not a version of the form major.minor.patch.',
      ])
    },
  )

  it('takes a null or absent locale as none', () => {
    expect(parseWith({ locale: null }).login?.locale).toBeNull()
    expect(parseWith({ locale: undefined }).login?.locale).toBeNull()
  })

  it("prefers the message's own day, in UTC", () => {
    expect(parseWith({ create_date: '2024-02-29' }).login?.createDate).toBe('2024-02-29')
    const offset = parseWith({ create_date: '2024-01-01T00:30:00+02:00' })
    expect(offset.login?.createDate).toBe('2023-12-31')
    expect(parseWith({ create_date: '2024-02-30' }).reasons?.[0]).toMatch(/^create_date is not/)
  })

  it.each([
    '0000-01-01',
    '0000-01-01T00:00:00+05:00',
    '0001-01-01T00:00:00+05:00',
    '9999-12-31T23:00:00-05:00',
  ])('rejects %s, which is no day of Postgres in UTC', (create_date) => {
    expect(parseWith({ create_date }).reasons?.[0]).toMatch(/^create_date is not/)
  })

  it.each(['0001-01-01', '9999-12-31'])(
    'takes %s, the first or last of its days',
    (create_date) => {
      expect(parseWith({ create_date }).login?.createDate).toBe(create_date)
    },
  )

  it.each(['', 'nonsense', '{', '"text"', '[]', '[{}]', 'null', '42'])(
    'rejects %j, which is no object',
    (body) => {
      expect(parse(body).reasons).toHaveLength(1)
      expect(parse(body).fieldNames).toEqual([])
    },
  )

  it.each(['user_id', 'device_type', 'ip', 'device_id', 'app_version'])(
    'names %s when it is missing, null, empty, of a wrong type or unprintable',
    (field) => {
      expect(parseWith({ [field]: undefined }).reasons).toEqual([`${field} is missing.`])
      expect(parseWith({ [field]: null }).reasons).toEqual([`${field} is null.`])
      expect(parseWith({ [field]: '' }).reasons).toEqual([`${field} is empty.`])
      for (const wrong of [7, true, [], {}]) {
        expect(parseWith({ [field]: wrong }).reasons).toEqual([`${field} is not text.`])
      }
      expect(parseWith({ [field]: 'a\0b' }).reasons?.[0]).toMatch(/NUL/)
      expect(parseWith({ [field]: 'a\ud800b' }).reasons?.[0]).toMatch(/surrogate/)
      expect(parseWith({ [field]: 'x'.repeat(5000) }).reasons).toHaveLength(1)
    },
  )

  it('counts characters as Postgres does', () => {
    expect(parseWith({ locale: '\u{1F600}'.repeat(32) }).login).toBeDefined()
    expect(parseWith({ locale: '\u{1F600}'.repeat(33) }).reasons).toEqual([
      'locale is longer than 32 characters.',
    ])
  })

  it('gives every reason, not just the first', () => {
    expect(parseWith({ ip: '1.2.3', device_id: ' ', app_version: 'x' }).reasons).toHaveLength(3)
  })

  it('never repeats a value, nor a field name that is not a login’s', () => {
    const foreign = { '111-22-3333': 1, '10.0.0.1': 2, JaneDoe: 3, Mueller_Hans_Berlin: 4 }
    const { reasons, fieldNames } = parse(JSON.stringify({ ...good, ip: 'canary-ip', ...foreign }))
    expect(fieldNames).toEqual([...Object.keys(good).sort(), '(4 others)'])
    expect(JSON.stringify(reasons)).not.toContain('canary')
  })

  it('keeps unknown fields and __proto__ out', () => {
    const text = JSON.stringify({ ...good, extra: 'x' }).replace('{', '{"__proto__":{"ip":"x"},')
    const { login } = parse(text)
    expect(Object.keys(login ?? {})).not.toContain('extra')
    expect(login?.ip).toBe(good.ip)
    expect(({} as { ip?: string }).ip).toBeUndefined()
  })
})
