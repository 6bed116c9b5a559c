import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findKnown } from '@/lib/db/ledger/find-known'
import { foldRisks } from '@/lib/db/risks/fold-risks'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { transaction } from '@/lib/db/transaction'
import { loadLogins } from '@/test/bench/load-logins'
import { loadRejected } from '@/test/bench/load-rejected'
import { loadRevealLog } from '@/test/bench/load-reveal-log'
import { pageQueries } from '@/test/bench/page-queries'
import { readSamples, type Samples } from '@/test/bench/read-samples'
import {
  captureStatements,
  explain,
  nodesOf,
  type PlanNode,
  type Statement,
} from '@/test/support/database/explain'
import { partitionLogins } from '@/test/support/database/partition-logins'
import { sampled } from '@/test/support/runner/sampled'
import { POSTGRES_HOME } from '@/test/support/servers/own-postgres'
import { useServices } from '@/test/support/services'

const services = useServices()
/** Enough that reading it whole is no plan's bargain: a scan of it is a missing index. */
const ROWS = 40_000
/** A year of them, of which the logins fill the newest. */
const MONTHS = 12
/** Those that grow with what is received. */
const LARGE = ['rejected_messages', 'reveal_log']
const isLarge = (table: string) => table.startsWith('user_logins') || LARGE.includes(table)
const pagesOf = (node: PlanNode) =>
  (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0)
let client: pg.Client
let samples: Samples

beforeAll(async () => {
  client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await partitionLogins(services, MONTHS)
  await loadLogins(client, ROWS, () => undefined)
  // Half of fewer are looked at, and an older Postgres sorts the whole table for them.
  await loadRejected(client, POSTGRES_HOME === undefined ? ROWS / 2 : 2 * ROWS)
  await loadRevealLog(client, ROWS / 2)
  await rebuildRollups()
  await client.query('VACUUM ANALYZE')
  samples = await readSamples(client)
})
afterAll(() => client.end())

const NAMES = pageQueries({
  office: '',
  kiosk: '',
  users: [''],
  devices: [''],
  ips: [''],
  places: [{ ms: 0, id: '0', userId: '', version: 0 }],
  recentMs: 0,
  newestBatchId: 0,
}).map(({ name }) => name)

it.each(sampled(NAMES, NAMES.length / 3, 'plans'))(
  'reads only what it needs for %s',
  async (name) => {
    const query = pageQueries(samples).find((one) => one.name === name)
    const statements = await captureStatements(query?.run as () => Promise<unknown>)
    expect(statements.length).toBeGreaterThan(0)
    for (const statement of statements) await expectFewPages(statement, maxPages(name))
  },
)

/**
 * What a search holds its filter against is in the index: few pages, however many logins. A graph looks each of up to
 * a hundred devices up in each month: three pages a look where a month has logins, one where it has none.
 */
const maxPages = (name: string) => (name.startsWith('graph: ') ? 6_000 : 4_000)

async function expectFewPages(statement: Statement, most: number) {
  const { plan, buffers } = await explain(client, statement)
  const scans = nodesOf(plan).filter(
    (node) =>
      node['Node Type'] === 'Seq Scan' &&
      isLarge(node['Relation Name'] ?? '') &&
      // A month that is still empty has no page to read.
      pagesOf(node) > 0 &&
      !isBargain(node),
  )
  expect(scans, statement.text).toEqual([])
  expect(buffers, statement.text).toBeLessThan(most)
}

/**
 * An older Postgres reads a month as it lies where most of its rows are of the one device or IP that is asked for,
 * and stops at the limit: fewer pages than by the index.
 */
function isBargain(node: PlanNode): boolean {
  const { Filter: filter = '', 'Actual Rows': kept = 0, 'Rows Removed by Filter': other = 0 } = node
  const isOfOneToken = /^\(\(masked_\w+\)::text = '[^']+'::text\)$/.test(filter)
  return POSTGRES_HOME !== undefined && isOfOneToken && kept > other
}

it('looks for known messages in their month alone', async () => {
  const { rows: deliveries } = await client.query<{ messageId: string; sentAt: Date }>(
    `SELECT message_id AS "messageId", sent_at AS "sentAt" FROM user_logins ORDER BY sent_at DESC LIMIT 500`,
  )
  const statements = await captureStatements(() => findKnown(deliveries))
  const looks = statements.filter(({ text }) => text.includes('user_logins'))
  expect(looks).toHaveLength(1)
  await expectFewPages(looks[0] as Statement, 4_000)
})

it('judges a batch by the months of its users’ logins alone', async () => {
  const statements = await captureStatements(() =>
    transaction((tx) => foldRisks(tx, [BigInt(samples.newestBatchId)], [])),
  )
  const [judging] = statements.filter(({ text }) => text.includes('login_risks'))
  await expectFewPages(judging as Statement, 35_000)
})

it('would find a sequential scan', async () => {
  const text = 'SELECT count(*) FROM user_logins WHERE app_version_text = $1'
  const { plan } = await explain(client, { text, values: ['1.2'] })
  expect(nodesOf(plan).map((node) => node['Node Type'])).toContain('Seq Scan')
})
