import pg from 'pg'
import { expect, it } from 'vitest'
import { foldAll } from '@/lib/ingest/fold-loop'
import { captureStatements, explain, nodesOf } from '@/test/support/database/explain'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const START = Date.parse('2026-11-21T10:00:00Z')
const USERS = 50

/** Each user's login, on a device that is another each time. */
function logins(time: number) {
  return Array.from({ length: USERS }, (_, user) =>
    maskedLogin({
      messageId: `at-${time}-${user}`,
      sentAt: new Date(START + (time * USERS + user) * 1_000),
      userId: `user-${user}`,
      maskedDeviceId: token('device', time * USERS + user),
      maskedIp: token('ip', user),
    }),
  )
}

/** In how many passes a statement went through the logins that it judges, each with a look back. */
async function passesOf(client: pg.Client, statement: { text: string; values: unknown[] }) {
  const { plan } = await explain(client, statement)
  return nodesOf(plan)
    .map((node) => node as { 'CTE Name'?: string; 'Actual Loops'?: number })
    .filter((node) => node['CTE Name'] === 'history')
    .map((node) => node['Actual Loops'])
}

it('looks once at each login of batches that no statistics know of', async () => {
  const run = await makeRun()
  for (const time of [0, 1, 2]) await store(run, logins(time))
  await foldAll()
  // All batches are common values now: of any other, Postgres expects not one login.
  await services.query('ANALYZE')
  await store(run, logins(3))
  const statements = await captureStatements(foldAll)
  const judging = statements.filter(({ text }) => text.includes('history AS MATERIALIZED'))
  expect(judging).toHaveLength(1)
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  try {
    // As a fold does.
    await client.query('SET enable_seqscan = off')
    const passes = await passesOf(client, judging[0] as (typeof judging)[0])
    expect(passes.length).toBeGreaterThan(0)
    expect(passes.filter((loops) => loops !== 1)).toEqual([])
  } finally {
    await client.end()
  }
  const found = await services.query<{ count: string }>(
    `SELECT count(*) FROM login_risks WHERE figures ? 'new_device'`,
  )
  expect(Number(found[0]?.count)).toBe(3 * USERS)
})
