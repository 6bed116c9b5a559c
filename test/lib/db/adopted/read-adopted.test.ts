import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countAdopted } from '@/lib/db/adopted/count-adopted'
import { readAdopted } from '@/lib/db/adopted/read-adopted'
import {
  captureStatements,
  explain,
  nodesOf,
  type Statement,
} from '@/test/support/database/explain'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { STORED_ORIGINALS } from '@/test/support/hostile/originals'
import { useServices } from '@/test/support/services'

const services = useServices()
let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await store(
    await makeRun(),
    Array.from({ length: 2_000 }, () => maskedLogin()),
  )
  // Adopted, and masked by somebody: a digest, a token, nothing.
  await client.query(`
    INSERT INTO user_logins (user_id, masked_ip, masked_device_id, message_id, sent_at)
    SELECT 'u', encode(sha256(n::text::bytea), CASE n % 2 WHEN 0 THEN 'hex' ELSE 'base64' END),
      CASE n % 3 WHEN 0 THEN md5(n::text) WHEN 1 THEN 'dv1_ada45f_' || md5(n::text) END,
      'digest-' || n, timestamptz '2024-02-29' + n * interval '1 minute'
    FROM generate_series(1, 20000) AS n`)
  for (const [at, [stored, kind]] of STORED_ORIGINALS.entries()) {
    const columns = kind === 'ip' ? [stored, null] : [null, stored]
    await client.query(
      `INSERT INTO user_logins (masked_ip, masked_device_id, message_id, sent_at)
       VALUES ($1, $2, $3, '1970-01-01')`,
      [...columns, `original-${at}`],
    )
  }
  await client.query('VACUUM ANALYZE user_logins')
})
afterAll(() => client.end())

it('reads every adopted login that holds an original, page by page', async () => {
  const read: string[] = []
  for (let after = '0'; ; ) {
    const page = await readAdopted(after, 7)
    read.push(...page.map(({ ip, device_id }) => ip ?? device_id ?? ''))
    if (page.length < 7) break
    after = page.at(-1)?.id ?? ''
  }
  expect(read).toEqual(expect.arrayContaining(STORED_ORIGINALS.map(([stored]) => stored)))
  // The digests and tokens stay out, but for the odd one that could be base64 of something.
  expect(read.length).toBeLessThan(STORED_ORIGINALS.length + 40)
})

it('reads nothing but the index of such logins', async () => {
  const [statement] = await captureStatements(() => readAdopted('0', 500))
  const { plan, buffers } = await explain(client, statement as Statement)
  const scans = nodesOf(plan).filter((node) => node['Relation Name']?.startsWith('user_logins'))
  expect(scans.length).toBeGreaterThan(0)
  const indexes = await services.query<{ name: string }>(
    `SELECT relid::text AS name FROM pg_partition_tree('user_logins_adopted_originals') WHERE isleaf`,
  )
  const names = indexes.map(({ name }) => name)
  // Of a month without a row Postgres reads nothing.
  const pages = scans.filter((node) => (node['Shared Hit Blocks'] ?? 0) > 0)
  for (const scan of pages) expect(names).toContain(scan['Index Name'])
  expect(buffers).toBeLessThan(100)
})

it('counts the originals of each column', async () => {
  const of = (wanted: string) => STORED_ORIGINALS.filter(([, kind]) => kind === wanted).length
  expect(await countAdopted()).toEqual({ ip: of('ip'), device_id: of('device_id') })
})
