import pg from 'pg'
import { beforeEach, expect, it } from 'vitest'
import { judgeLogins } from '@/lib/db/risks/judge-logins'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { MaskedLogin } from '@/lib/model/login'
import { pick, random } from '@/lib/sample/random'
import {
  captureStatements,
  explain,
  nodesOf,
  type PlanNode,
  type Statement,
} from '@/test/support/database/explain'
import {
  foldInBatches,
  forgetLogins,
  makeRun,
  maskedLogin,
  store,
  token,
} from '@/test/support/fixtures/stored-logins'
import { sampled } from '@/test/support/runner/sampled'
import { testSeed } from '@/test/support/seed'
import { useServices } from '@/test/support/services'

const services = useServices()
const SEED = testSeed()
const START = Date.parse('2026-11-21T10:00:00Z')

beforeEach(forgetLogins)

/** A login of a user on a device, so many minutes after the start. */
function at(minute: number, device: number, userId = 'guest'): MaskedLogin {
  return maskedLogin({
    messageId: `late-${userId}-${minute}-${device}`,
    sentAt: new Date(START + minute * 60_000),
    userId,
    maskedDeviceId: token('device', device),
    maskedIp: token('ip', device),
  })
}

/** Logins of two users, on many devices of which each has some; some are of the same moment. */
function drawLogins(seed: number): MaskedLogin[] {
  const draw = random(seed, 'late logins')
  return Array.from({ length: 300 }, (_, index) => ({
    ...at(Math.floor(draw() * 200) * 40, Math.floor(draw() * 90), pick(draw, ['guest', 'ann'])),
    messageId: `late-${seed}-${index}`,
    locale: pick(draw, [null, 'DE', 'FR']),
  }))
}

/** The messages of logins on a device that is new for the user, who was seen before: as the rule says, one by one. */
function onNewDevice(logins: readonly MaskedLogin[]): string[] {
  const isNew = (login: MaskedLogin) => {
    const before = logins.filter((other) => {
      return other.userId === login.userId && other.sentAt < login.sentAt
    })
    return (
      before.length > 0 &&
      !before.some(({ maskedDeviceId }) => maskedDeviceId === login.maskedDeviceId)
    )
  }
  return logins
    .filter(isNew)
    .map(({ messageId }) => messageId)
    .sort()
}

const verdicts = () => services.query('SELECT * FROM login_risks ORDER BY 1, 2')

async function foundNew(): Promise<string[]> {
  const rows = await services.query<{ message: string }>(
    `SELECT message_id AS message FROM login_risks JOIN user_logins ON sent_at = login_sent_at AND id = login_id
     WHERE figures ? 'new_device'`,
  )
  return rows.map(({ message }) => message).sort()
}

const byTime = (a: MaskedLogin, b: MaskedLogin) => Number(a.sentAt) - Number(b.sentAt)
const ORDERS: [string, (logins: MaskedLogin[]) => MaskedLogin[]][] = [
  ['in order', (logins) => logins.toSorted(byTime)],
  ['backwards', (logins) => logins.toSorted(byTime).toReversed()],
  ['out of order', (logins) => logins],
]

const DRAWN = ORDERS.flatMap(([name, order]) =>
  [SEED, SEED + 1].map((seed) => [name, seed, order] as const),
)

it.each(sampled(DRAWN, DRAWN.length / 2, 'orders'))(
  'judges logins that come %s as each by itself, of users with many devices (seed %i)',
  async (_, seed, order) => {
    const logins = drawLogins(seed)
    await foldInBatches(order(logins), random(seed, 'batches'))
    const folded = await verdicts()
    expect(await foundNew()).toEqual(onNewDevice(logins))
    await services.query('TRUNCATE login_risks')
    await judgeLogins(0)
    expect(await verdicts()).toEqual(folded)
  },
)

it('takes back that a device was new where two batches came late of which one was folded before the other', async () => {
  const run = await makeRun()
  await store(run, [at(0, 1), at(8, 1), at(9, 1), at(10, 2)])
  await foldAll()
  await store(run, [at(5, 2)])
  const [waiting] = await services.query<{ id: string }>(
    'SELECT max(batch_id) + 1 AS id FROM unfolded_batches',
  )
  await store(run, [at(7, 2)])
  await services.query('DELETE FROM unfolded_batches WHERE batch_id >= $1', [waiting?.id])
  await foldAll()
  await services.query(
    'INSERT INTO unfolded_batches SELECT DISTINCT batch_id FROM user_logins WHERE batch_id >= $1',
    [waiting?.id],
  )
  await foldAll()
  expect(await foundNew()).toEqual(['late-guest-5-2'])
})

/** How many rows the nodes of a plan looked at, those that they passed over included. */
function rowsOf(plan: PlanNode): number {
  return nodesOf(plan)
    .map((node) => node as PlanNode & { 'Actual Loops'?: number })
    .reduce((sum, node) => {
      const rows = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
      return sum + rows * (node['Actual Loops'] ?? 1)
    }, 0)
}

/** Rows looked at to judge each of 100 late logins, on new devices, of a user who had so many of them. */
async function rowsPerLateLogin(devices: number): Promise<number> {
  const user = `user-of-${devices}`
  const run = await makeRun()
  await store(
    run,
    Array.from({ length: devices }, (_, device) => at(-100 * device, devices + device, user)),
  )
  await store(
    run,
    Array.from({ length: devices }, (_, device) =>
      at(100 * (device + 1), 3 * devices + device, user),
    ),
  )
  await foldAll()
  await services.query('ANALYZE')
  await store(
    run,
    Array.from({ length: 100 }, (_, late) => at(0.5 + late / 2, 10_000 + devices + late, user)),
  )
  const statements = await captureStatements(foldAll)
  const judging = statements.find(({ text }) => text.includes('history AS MATERIALIZED'))
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  try {
    // As a fold does.
    await client.query('SET enable_seqscan = off')
    const { plan } = await explain(client, judging as Statement)
    return rowsOf(plan) / 100
  } finally {
    await client.end()
  }
}

it('looks at hardly more rows for a late login of a user who has four times as many devices', async () => {
  const some = await rowsPerLateLogin(500)
  const many = await rowsPerLateLogin(2_000)
  expect(many / some).toBeLessThan(1.5)
})
