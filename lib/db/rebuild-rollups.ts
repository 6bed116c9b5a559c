import type pg from 'pg'
import { withConnection } from '@/lib/db/connection'
import { FOLD_LOCK, ROLLUP_NAMES, ROLLUP_TABLES } from '@/lib/db/rollup-tables'

/**
 * Computes all rollups anew from the stored logins, in one transaction. Ingestion goes on meanwhile:
 * batches that commit later are left for the next fold. Folds and readers of rollups wait.
 * @param onTable told of each table before it is computed.
 */
export async function rebuildRollups(onTable?: (name: string) => void): Promise<void> {
  await withConnection(async (client) => {
    await client.query('SET statement_timeout = 0')
    // Ends with the connection. No fold is under way from here on.
    await client.query('SELECT pg_advisory_lock($1)', [FOLD_LOCK])
    // One snapshot for everything: what it sees of the batches is what it sees of their logins.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await client.query(`LOCK TABLE ${ROLLUP_NAMES.join(', ')} IN ACCESS EXCLUSIVE MODE`)
    await client.query(`SET LOCAL work_mem = '256MB'`)
    await client.query('DELETE FROM unfolded_batches')
    await client.query(`TRUNCATE ${ROLLUP_NAMES.join(', ')}`)
    await client.query(`SET LOCAL maintenance_work_mem = '512MB'`)
    const indexes = await dropIndexes(client)
    for (const { name, columns, select } of ROLLUP_TABLES) {
      onTable?.(name)
      await client.query(`INSERT INTO ${name} (${columns}) ${select('user_logins')}`)
    }
    for (const definition of indexes) await client.query(definition)
    await client.query('COMMIT')
    await client.query(`ANALYZE ${ROLLUP_NAMES.join(', ')}`)
  })
}

/**
 * Drops what is not a primary key: made anew from whole tables, an index takes a tenth of the time
 * that row by row it would. @returns what to create again.
 */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE NOT indisprimary AND indrelid = ANY($1::regclass[])`,
    [ROLLUP_NAMES],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map((row) => row.definition)
}
