import type pg from 'pg'
import { withConnection } from '@/lib/db/connection/connection'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'
import {
  FOLDED,
  ROLLUP_NAMES,
  ROLLUP_TABLES,
  type RollupTable,
} from '@/lib/db/rollups/rollup-tables'

/** How a rollup compares with the logins it counts. */
export type RollupCheck = { table: string; rows: number; wrong: number }

/**
 * Holds every row of every rollup against the stored logins, all read in one snapshot: right at any
 * moment, also while ingestion and folds go on. Reads the whole table several times.
 * @returns for each rollup its rows and how many of them are missing, too many, or wrong.
 */
export async function checkRollups(onTable?: (name: string) => void): Promise<RollupCheck[]> {
  return withConnection(async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // Before the snapshot: one older than a rebuild would see empty tables.
    await client.query(`LOCK TABLE ${ROLLUP_NAMES.join(', ')} IN ACCESS SHARE MODE`)
    await client.query(`SET LOCAL work_mem = '256MB'`)
    await client.query(`SET LOCAL statement_timeout = 0; ${NO_TRANSACTION_TIMEOUT}`)
    const checks: RollupCheck[] = []
    for (const table of ROLLUP_TABLES) {
      onTable?.(table.name)
      checks.push(await checkRollup(client, table))
    }
    onTable?.('login_risks')
    checks.push(await checkRisks(client))
    return checks
  })
}

async function checkRollup(
  client: pg.Client,
  { name, columns, select, determined = columns }: RollupTable,
): Promise<RollupCheck> {
  const { rows } = await client.query<{ rows: number; wrong: number }>(
    `WITH computed(${columns}) AS MATERIALIZED (${select(`(SELECT * FROM user_logins WHERE ${FOLDED}) AS folded`)}),
       wanted AS (SELECT ${determined} FROM computed), kept AS (SELECT ${determined} FROM ${name})
     SELECT (SELECT count(*)::float8 FROM kept) AS rows,
       (SELECT count(*)::float8 FROM (TABLE wanted EXCEPT ALL TABLE kept) AS missing)
       + (SELECT count(*)::float8 FROM (TABLE kept EXCEPT ALL TABLE wanted) AS extra)
       + ${determined === columns ? '0' : wrongFirst(name, determined)} AS wrong`,
  )
  return { table: name, rows: rows[0]?.rows ?? 0, wrong: rows[0]?.wrong ?? 0 }
}

/** SQL of how many were first seen at another time; of one before all that retention has left, no login tells. */
function wrongFirst(name: string, determined: string): string {
  return `(SELECT count(*)::float8 FROM ${name} AS kept JOIN computed USING (${determined})
    WHERE kept.first_seen > computed.first_seen OR (kept.first_seen < computed.first_seen
      AND kept.first_seen >= coalesce((SELECT given_up_until FROM retention_progress), '-infinity')))`
}

/**
 * Of the risks, those of a login that is not there: what was found depends on what was set when, so that
 * judging again may find something else.
 */
async function checkRisks(client: pg.Client): Promise<RollupCheck> {
  const { rows } = await client.query<{ rows: number; wrong: number }>(`
    SELECT count(*)::float8 AS rows, (count(*) FILTER (WHERE login.id IS NULL))::float8 AS wrong
    FROM login_risks LEFT JOIN user_logins AS login
      ON login.sent_at = login_sent_at AND login.id = login_id`)
  return { table: 'login_risks', rows: rows[0]?.rows ?? 0, wrong: rows[0]?.wrong ?? 0 }
}
