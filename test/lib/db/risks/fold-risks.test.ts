import { beforeEach, describe, expect, it } from 'vitest'
import { judgeLogins } from '@/lib/db/risks/judge-logins'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { MaskedLogin } from '@/lib/model/login'
import type { RiskFigures } from '@/lib/model/risk/risk-signals'
import { erasedPrefix } from '@/lib/model/token'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import {
  forgetLogins,
  makeRun,
  maskedLogin,
  store,
  token,
} from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()

beforeEach(forgetLogins)

const START = Date.parse('2026-11-21T10:00:00Z')
type Said = {
  user?: string
  device?: number
  ip?: number
  locale?: string | null
  version?: number | null
}

/** A login so many minutes after the start; its message id says which. */
function at(
  minutes: number,
  { user = 'ann', device = 1, ip = 1, ...said }: Said = {},
): MaskedLogin {
  const { locale = 'DE', version = 20300 } = said
  return maskedLogin({
    messageId: `at-${minutes}-${user}`,
    sentAt: new Date(START + minutes * 60_000),
    userId: user,
    maskedDeviceId: token('device', device),
    maskedIp: token('ip', ip),
    locale,
    ...(version === null ? {} : { appVersion: version, appVersionText: `v${version}` }),
  })
}

/** Stores each list as a batch, and folds it before the next. */
async function fold(...batches: MaskedLogin[][]) {
  const run = await makeRun()
  for (const batch of batches) {
    await store(run, batch)
    await foldAll()
  }
}

/** What was found, by the message. */
async function verdicts(): Promise<Record<string, RiskFigures>> {
  const rows = await services.query<{ message: string; figures: RiskFigures }>(
    `SELECT message_id AS message, figures FROM login_risks
     JOIN user_logins ON sent_at = login_sent_at AND id = login_id ORDER BY sent_at, id`,
  )
  return Object.fromEntries(rows.map(({ message, figures }) => [message, figures]))
}

const HISTORIES: [string, MaskedLogin[], Record<string, RiskFigures>][] = [
  ['nothing of a user’s first login', [at(0)], {}],
  ['nothing of the same again', [at(0), at(1), at(2)], {}],
  [
    'a device that is new for the user',
    [at(0), at(1, { device: 2 }), at(2, { device: 2 })],
    {
      'at-1-ann': { new_device: {} },
    },
  ],
  [
    'no new device on the way back to the first',
    [at(0), at(1, { device: 2 }), at(2)],
    {
      'at-1-ann': { new_device: {} },
    },
  ],
  [
    'the third user on a device within a day',
    users(0, 1, 1440),
    {
      'at-1440-c': { many_users: { count: 3, from: 3 } },
    },
  ],
  ['no third user where the first was there longer ago', users(0, 1, 1441), {}],
  [
    'one user once, however often on the device',
    [...users(0, 1, 3), at(2, { user: 'a' })],
    {
      'at-3-c': { many_users: { count: 3, from: 3 } },
    },
  ],
  [
    'the third device of a user within an hour',
    devices(0, 1, 60),
    {
      'at-1-ann': { new_device: {} },
      'at-60-ann': { new_device: {}, many_devices: { count: 3, from: 3 } },
    },
  ],
  [
    'no third device where the first was used longer ago',
    devices(0, 1, 61),
    {
      'at-1-ann': { new_device: {} },
      'at-61-ann': { new_device: {} },
    },
  ],
  [
    'the fifth IP of a device within a day',
    ips(5),
    {
      'at-4-ann': { many_ips: { count: 5, from: 5 } },
    },
  ],
  ['nothing of four IPs', ips(4), {}],
  [
    'a version below the one before',
    [at(0), at(1, { version: 20200 }), at(2, { version: 20200 })],
    {
      'at-1-ann': { version_downgrade: { previous: 'v20300' } },
    },
  ],
  ['nothing of a newer version', [at(0), at(1, { version: 20400 })], {}],
  [
    'another locale than before',
    [at(0), at(1, { locale: 'FR' })],
    {
      'at-1-ann': { locale_switch: { previous: 'DE' } },
    },
  ],
  [
    'another locale, with none between',
    [at(0), at(1, { locale: null }), at(2, { locale: 'FR' })],
    {
      'at-2-ann': { locale_switch: { previous: 'DE' } },
    },
  ],
]

function users(...minutes: number[]): MaskedLogin[] {
  return minutes.map((minute, index) => at(minute, { user: 'abc'.charAt(index) }))
}
function devices(...minutes: number[]): MaskedLogin[] {
  return minutes.map((minute, index) => at(minute, { device: index + 1 }))
}
function ips(count: number): MaskedLogin[] {
  return Array.from({ length: count }, (_, index) => at(index, { ip: index + 1 }))
}

describe('a fold finds', () => {
  it.each(HISTORIES)('%s', async (_, logins, expected) => {
    await fold(logins)
    expect(await verdicts()).toEqual(expected)
  })
})

describe('what a fold finds', () => {
  const whole = HISTORIES.flatMap(([, logins], history) =>
    logins.map((login) => ({
      ...login,
      messageId: `${history}-${login.messageId}`,
      userId: `${history}-${login.userId}`,
      maskedDeviceId: `${login.maskedDeviceId.slice(0, -2)}${String(history + 10)}`,
    })),
  )

  it('is the same in whichever order and in whichever batches messages come', async () => {
    await fold(whole)
    const expected = await verdicts()
    expect(Object.keys(expected)).toHaveLength(12)
    for (const order of [whole.toReversed(), whole.toSorted(byDigest)]) {
      await forgetLogins()
      const third = Math.ceil(order.length / 3)
      await fold(order.slice(0, third), order.slice(third, 2 * third), order.slice(2 * third))
      expect(await verdicts()).toEqual(expected)
    }
  })

  it('is what judging everything anew finds, which twice changes nothing', async () => {
    await fold(whole.slice(9), whole.slice(0, 9))
    const expected = await verdicts()
    await services.query(`UPDATE login_risks SET score = 1 WHERE signals & 1 = 0`)
    await services.query(`DELETE FROM login_risks WHERE signals & 1 = 1`)
    await services.query(
      `INSERT INTO login_risks (login_sent_at, login_id, score, signals, figures) SELECT sent_at, id, 7, 1, '{}' FROM user_logins ORDER BY sent_at, id LIMIT 1`,
    )
    expect(await judgeLogins(0)).toBe(whole.length)
    expect(await verdicts()).toEqual(expected)
    const rows = () => services.query('SELECT xmin, * FROM login_risks ORDER BY 2, 3')
    const before = await rows()
    await judgeLogins(0)
    expect(await rows()).toEqual(before)
  })

  it('adds up to the score', async () => {
    await fold(devices(0, 1, 60))
    expect(
      await services.query('SELECT score, signals FROM login_risks ORDER BY login_sent_at'),
    ).toEqual([
      { score: 10, signals: 1 },
      { score: 30, signals: 5 },
    ])
  })

  it('is nothing of adopted logins, which may be millions: these are judged when somebody asks', async () => {
    const adopted = { userId: 'ann', locale: 'DE', sentAt: new Date(START) }
    const next = { ...adopted, locale: 'FR', sentAt: new Date(START + 60_000) }
    await insertAdopted([adopted, next])
    await fold([at(2, { locale: 'FR' })])
    expect(await verdicts()).toEqual({})
    await judgeLogins(START + 60_001)
    expect(await verdicts()).toEqual({})
    await judgeLogins(START)
    expect(Object.values(await verdicts())).toEqual([{ locale_switch: { previous: 'DE' } }])
  })

  it('is judged again where what it was judged by comes late, and not where it is far', async () => {
    await fold([at(10), at(2_000, { device: 2 })], [at(5, { locale: 'FR' })])
    expect(await verdicts()).toEqual({
      'at-10-ann': { locale_switch: { previous: 'FR' } },
      'at-2000-ann': { new_device: {} },
    })
  })

  it.each([
    [
      'an earlier login on the same device, which none after it was then the first on',
      [at(0), at(10, { device: 2 }), at(20, { device: 2 })],
      [at(5, { device: 2 })],
      ['at-5-ann'],
    ],
    ['a first login on the same device', [at(10), at(20, { device: 2 })], [at(5)], ['at-20-ann']],
    [
      'a login before two of the same moment',
      [at(0), at(10, { device: 2 }), { ...at(10, { device: 2 }), messageId: 'at-10-again' }],
      [at(5, { device: 2 })],
      ['at-5-ann'],
    ],
  ])('heeds, of what comes late, %s', async (_, logins, late, isNew) => {
    await fold(logins, late)
    const folded = await verdicts()
    expect(Object.keys(folded).filter((one) => folded[one]?.new_device !== undefined)).toEqual(
      isNew,
    )
    await judgeLogins(0)
    expect(await verdicts()).toEqual(folded)
  })

  it('heeds, of a first login that comes late, the next with a device, past one that has none', async () => {
    await insertAdopted([
      { userId: 'ann', locale: 'DE', appVersion: 20300, sentAt: new Date(START + 7 * 60_000) },
    ])
    await fold([at(10), at(20)])
    expect(await verdicts()).toEqual({})
    await fold([at(5, { device: 2 })])
    expect(await verdicts()).toEqual({ 'at-10-ann': { new_device: {} } })
  })

  it('is no new device where all that the user had before were erased', async () => {
    const erased = { ...at(0), maskedDeviceId: `${erasedPrefix('device_id')}${'ab'.repeat(16)}` }
    await fold([erased], [at(10), at(20)])
    expect(await verdicts()).toEqual({})
    await fold([at(30, { device: 2 })])
    expect(await verdicts()).toEqual({ 'at-30-ann': { new_device: {} } })
  })

  it('goes by the thresholds that are set, of signals that are on', async () => {
    await services.query(
      `INSERT INTO risk_settings VALUES ('many_users', true, 2), ('new_device', false, NULL)`,
    )
    await fold([...users(0, 1), at(2, { user: 'b', device: 2 })])
    expect(await verdicts()).toEqual({ 'at-1-b': { many_users: { count: 2, from: 2 } } })
  })
})

/** An order that has nothing to do with time, the same in each run. */
function byDigest(a: MaskedLogin, b: MaskedLogin): number {
  const digest = ({ messageId }: MaskedLogin) =>
    [...messageId].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7)
  return digest(a) - digest(b) || (a.messageId < b.messageId ? -1 : 1)
}
