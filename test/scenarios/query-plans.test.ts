import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { loadLogins } from '@/test/bench/load-logins'
import { loadRejected } from '@/test/bench/load-rejected'
import { loadRevealLog } from '@/test/bench/load-reveal-log'
import { pageQueries } from '@/test/bench/page-queries'
import { readSamples, type Samples } from '@/test/bench/read-samples'
import { captureStatements, explain, nodesOf, type PlanNode } from '@/test/support/explain'
import { useServices } from '@/test/support/services'

const services = useServices()
/** Enough that reading it whole is no plan's bargain: a scan of it is a missing index. */
const ROWS = 40_000
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
  await loadLogins(client, ROWS, () => undefined)
  await loadRejected(client, ROWS / 2)
  await loadRevealLog(client, ROWS / 2)
  await rebuildRollups()
  await client.query('VACUUM ANALYZE')
  samples = await readSamples(client)
}, 120_000)
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

it.each(NAMES)('reads only what it needs for %s', async (name) => {
  const query = pageQueries(samples).find((one) => one.name === name)
  const statements = await captureStatements(query?.run as () => Promise<unknown>)
  expect(statements.length).toBeGreaterThan(0)
  for (const statement of statements) {
    const { plan, buffers } = await explain(client, statement)
    const scans = nodesOf(plan).filter(
      (node) =>
        node['Node Type'] === 'Seq Scan' &&
        isLarge(node['Relation Name'] ?? '') &&
        // A month that is still empty has no page to read.
        pagesOf(node) > 0,
    )
    expect(scans, statement.text).toEqual([])
    // What a search holds its filter against is in the index: few pages, however many logins.
    expect(buffers, statement.text).toBeLessThan(4_000)
  }
})

it('would find a sequential scan', async () => {
  const text = 'SELECT count(*) FROM user_logins WHERE app_version_text = $1'
  const { plan } = await explain(client, { text, values: ['1.2'] })
  expect(nodesOf(plan).map((node) => node['Node Type'])).toContain('Seq Scan')
})
