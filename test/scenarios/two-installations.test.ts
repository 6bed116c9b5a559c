import pg from 'pg'
import { expect, it } from 'vitest'
import { keyInSchema } from '@/lib/db/advisory-lock'
import { checkDatabase } from '@/lib/db/connection/check-database'
import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { FOLD_LOCK } from '@/lib/db/rollups/rollup-tables'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import { listenToLedger } from '@/lib/live/listen'
import { generateLogins } from '@/lib/sample/generate-logins'
import { useSurroundings } from '@/test/support/fixtures/surroundings'
import { PASSPHRASE, sendAll } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'

const COUNT = 40
const SCHEMAS = ['public', 'two', 'Thr"ee']
/** As in `advisory-lock.ts` and `migrate.ts`. */
const KEYS = [
  ...['claim run', 'keys', 'reveal limits', 'sequences', 'vault'].map(
    (turn) => `hashtext('veilgate ${turn}')`,
  ),
  `${FOLD_LOCK}`,
  '7313104221',
]

const { surround, truth, use } = useSurroundings()

/** Takes whatever the installation of a schema locks, and keeps it. */
async function lockEverything(url: URL): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`SET search_path = ${client.escapeIdentifier(schemaOf(url))}; BEGIN`)
  for (const key of KEYS) await client.query(`SELECT pg_advisory_xact_lock(${keyInSchema(key)})`)
  return client
}

function schemaOf(url: URL): string {
  return url.searchParams.get('schema') ?? 'public'
}

function inSchema(given: string, schema: string): URL {
  const url = new URL(given)
  if (schema !== 'public') url.searchParams.set('schema', schema)
  return url
}

// A schema whose name has to be quoted stands for those whose names do not.
it.each(['public', 'Thr"ee'])(
  'in one database, the one in %s waits for no other and hears of none',
  async (schema) => {
    const given = await surround([])
    const urls = SCHEMAS.map((each) => inSchema(given, each))
    // Of a schema that is there already: who locks has to find it.
    const [mine, ...others] = [...urls].sort((a) => (schemaOf(a) === schema ? -1 : 1)) as [
      URL,
      URL,
      URL,
    ]
    for (const url of others) await migrateDatabase(url.href)
    const holders = await Promise.all(others.map(lockEverything))
    const heard: (LedgerNotice | null)[] = []
    const [neighbour] = others
    await use((neighbour as URL).href)
    const listener = await listenToLedger({
      onNotice: (notice) => heard.push(notice),
      onBreak: () => heard.push(null),
    })
    try {
      await use(mine.href)
      await migrateDatabase(mine.href)
      await initQuickKeys(PASSPHRASE)
      await sendAll([...generateLogins({ count: COUNT, seed: 7 })])
      expect((await drain({ startedBy: 'test' })).ledger).toMatchObject({
        stored: COUNT,
        failed: 0,
      })
      await foldAll()
      expect(await truth('SELECT FROM unfolded_batches', schema)).toEqual([])
      await rebuildRollups()
      expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
      expect((await checkDatabase()).warnings.join()).not.toContain('sequence')
      // What was notified before the listener's own word has arrived before it.
      await use((neighbour as URL).href)
      expect(await listener.hears()).toBe(true)
      expect(heard).toEqual([])
    } finally {
      listener.close()
      for (const holder of holders) await holder.end()
    }
    for (const other of others) {
      expect(await truth('SELECT FROM user_logins', schemaOf(other))).toEqual([])
      expect(await truth('SELECT FROM ingest_batches', schemaOf(other))).toEqual([])
    }
  },
  180_000,
)

it('migrate side by side', async () => {
  const given = await surround([])
  const urls = SCHEMAS.map((schema) => inSchema(given, schema).href)
  await Promise.all(urls.map(migrateDatabase))
  for (const url of urls) expect(await migrateDatabase(url)).toEqual({ applied: [] })
}, 180_000)
