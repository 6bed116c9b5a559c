import { beforeEach, describe, expect, it } from 'vitest'
import type { Transaction } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { foldRisks } from '@/lib/db/risks/fold-risks'
import { judgeLogins } from '@/lib/db/risks/judge-logins'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'
import { addUp } from '@/lib/db/rollups/fold-statements'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { MaskedLogin } from '@/lib/model/login'
import { pick, random } from '@/lib/sample/random'
import {
  foldInBatches,
  forgetLogins,
  makeRun,
  maskedLogin,
  store,
  token,
} from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const SEED = 11
const START = Date.parse('2026-11-21T10:00:00Z')

beforeEach(forgetLogins)

/** Logins of so many users, each several times, on devices of which some are shared; some have nothing to tell. */
function drawLogins(count: number, users: number, seed: number): MaskedLogin[] {
  const draw = random(seed, 'fold-work')
  const number = (below: number) => Math.floor(draw() * below)
  return Array.from({ length: count }, (_, at) => {
    const user = number(users)
    const version = pick(draw, [null, 20_100, 20_200, 20_300])
    return maskedLogin({
      messageId: `drawn-${seed}-${at}`,
      // Some at the same moment, some days apart.
      sentAt: new Date(START + number(40) * 60_000 + pick(draw, [0, 0, 1, 2]) * 86_400_000),
      userId: `user-${user}`,
      maskedDeviceId: token('device', draw() < 0.8 ? user * 3 + number(3) : 1_000_000 + number(2)),
      maskedIp: token('ip', user * 5 + number(5)),
      locale: pick(draw, [null, 'DE', 'FR']),
      ...(version !== null && { appVersion: version, appVersionText: `v${version}` }),
    })
  })
}

const verdicts = () => services.query('SELECT * FROM login_risks ORDER BY 1, 2')

it.each([
  [12, SEED],
  // Among these, a late login has one judged again that was on a busy device of which the batch knows nothing.
  [3, 15],
])(
  'finds what judging each login by itself finds, of %i users in whichever batches (seed %i)',
  async (users, seed) => {
    await foldInBatches(drawLogins(400, users, seed), random(seed, 'batches'))
    const folded = await verdicts()
    expect(folded.length).toBeGreaterThan(100)
    await services.query('TRUNCATE login_risks')
    await judgeLogins(0)
    expect(await verdicts()).toEqual(folded)
  },
)

it('finds no device new on which the user was ever before, however many others came since', async () => {
  const at = (minute: number, device: number) =>
    maskedLogin({
      messageId: `long-${minute}`,
      sentAt: new Date(START + minute * 60_000),
      userId: 'long',
      maskedDeviceId: token('device', device),
      appVersion: 20_100,
      appVersionText: '2.1',
    })
  const others = Array.from({ length: 300 }, (_, index) => at(index + 1, 2))
  const run = await makeRun()
  await store(run, [at(0, 1), ...others, at(301, 1)])
  await foldAll()
  await store(run, [at(302, 1), at(40 * 1_440, 2)])
  await foldAll()
  const folded = await verdicts()
  // That of the others is new at its first login.
  expect(folded).toHaveLength(1)
  await services.query('TRUNCATE login_risks')
  await judgeLogins(0)
  expect(await verdicts()).toEqual(folded)
})

type Node = Record<string, number | undefined> & { Plans?: Node[] }

/** How many rows the plan of a statement looked at, those that it passed over included. */
function rowsOf(node: Node): number {
  const rows = ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Join Filter'].map(
    (name) => node[name] ?? 0,
  )
  const own = rows.reduce((sum, of) => sum + of, 0) * (node['Actual Loops'] ?? 1)
  return (node.Plans ?? []).reduce((sum, plan) => sum + rowsOf(plan), own)
}

/** Rows looked at for each login of a batch, by what the batch's statement is. */
async function rowsPerLogin(
  logins: MaskedLogin[],
  statementOf: (batch: bigint) => Promise<Prisma.Sql>,
) {
  await store(await makeRun(), logins)
  const [batch] = await services.query<{ id: string }>(
    'SELECT max(batch_id) AS id FROM unfolded_batches',
  )
  const { text, values } = await statementOf(BigInt(batch?.id ?? 0))
  await services.query('BEGIN')
  await services.query('SET LOCAL enable_seqscan = off')
  const [explained] = await services.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  )
  await services.query('ROLLBACK')
  await foldAll()
  return rowsOf(explained?.['QUERY PLAN'][0]?.Plan as Node) / logins.length
}

/** The statement by which a fold judges. */
async function judgement(batch: bigint): Promise<Prisma.Sql> {
  const found: Prisma.Sql[] = []
  const settings = await readRiskSettings()
  const rows = Object.entries(settings).map(([signal, set]) => ({ signal, ...set }))
  await foldRisks(
    {
      $queryRaw: async () => rows,
      $executeRaw: async (sql: Prisma.Sql) => found.push(sql),
    } as unknown as Transaction,
    [batch],
    [],
  )
  return found[0] as Prisma.Sql
}

describe('a login of a batch four times as large', () => {
  it.each([
    ['judged', judgement],
    ['added up', async (batch: bigint) => addUp([batch])],
  ])('has hardly more rows looked at to be %s', async (_, statementOf) => {
    const rowsOfBatch = (count: number) =>
      rowsPerLogin(drawLogins(count, count / 4, count), statementOf)
    await rowsOfBatch(40)
    await services.query('ANALYZE')
    const small = await rowsOfBatch(400)
    const large = await rowsOfBatch(1_600)
    expect(large / small).toBeLessThan(1.5)
  })
})

const OFFICE = token('ip', 9_000_000)

/** Logins of so many users on one IP, each on a device of its own, on a day of November 2026. */
function officeLogins(users: number, day: number): MaskedLogin[] {
  return Array.from({ length: users }, (_, user) =>
    maskedLogin({
      messageId: `office-${day}-${user}`,
      sentAt: new Date(Date.UTC(2026, 10, day, 9, 0, user % 60)),
      userId: `user-${user}`,
      maskedDeviceId: token('device', user),
      maskedIp: OFFICE,
    }),
  )
}

it('adds up a login on an IP of thousands of users without reading all of them', async () => {
  // As the statistics are until somebody looks again: users had IPs of their own.
  await store(await makeRun(), drawLogins(2_000, 500, SEED))
  await foldAll()
  await services.query('ANALYZE')
  await store(await makeRun(), officeLogins(3_000, 20))
  await foldAll()
  const rows = await rowsPerLogin(officeLogins(200, 21), async (batch) => addUp([batch]))
  expect(rows).toBeLessThan(100)
  const [days] = await services.query(
    "SELECT count(*)::int AS today FROM ip_users WHERE ip = $1 AND last_day = '2026-11-21'",
    [OFFICE],
  )
  expect(days).toEqual({ today: 200 })
})
