import type pg from 'pg'
import type { Stretch } from '@/test/bench/grow/drawn-batches'
import { type Cost, storeStretch } from '@/test/bench/grow/store-stretch'
import type { IndexCost, SizeCost } from '@/test/bench/grow/table'

type Index = { table: string; name: string; definition: string; bytes: number }

/**
 * Drops one index at a time, stores and folds logins without it, and makes it again. Keys stay: that
 * a login is stored once hangs on them.
 * @param whole what a login costs with all of them.
 * @param next the next stretch of logins.
 */
export async function measureIndexes(
  client: pg.Client,
  whole: SizeCost,
  next: () => Stretch,
  say: (line: string) => void,
): Promise<IndexCost[]> {
  const { rows } = await client.query<Index>(INDEXES)
  const costs: IndexCost[] = []
  for (const { table, name, definition, bytes } of rows) {
    say(`  without ${name}`)
    await client.query(`DROP INDEX "${name}"`)
    try {
      const after = await storeStretch(client, next(), { wholePages: true })
      const between = await storeStretch(client, next(), { wholePages: false })
      costs.push({
        table,
        name,
        cpuMicros: cpuOf(whole.between) - cpuOf(between),
        walBytes: whole.between.walBytes - between.walBytes,
        afterWalBytes: whole.after.walBytes - after.walBytes,
        diskBytes: bytes / whole.rows,
      })
    } finally {
      await client.query(definition)
    }
  }
  return costs
}

function cpuOf({ storeMicros, foldMicros }: Cost): number {
  return storeMicros + foldMicros
}

/** Those that are large: of logins, in all months together, and of pairs. */
const INDEXES = `
  SELECT t.relname AS table, i.relname AS name, replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ') AS definition,
    coalesce((SELECT sum(pg_relation_size(relid)) FROM pg_partition_tree(i.oid) WHERE isleaf),
      pg_relation_size(i.oid))::float8 AS bytes
  FROM pg_index AS x
  JOIN pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_class AS t ON t.oid = x.indrelid
  WHERE t.relnamespace = 'public'::regnamespace AND NOT x.indisunique
    AND t.relname IN ('user_logins', 'device_users', 'ip_users', 'device_ips')
  ORDER BY t.relname DESC, bytes DESC`
