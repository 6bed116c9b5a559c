import type pg from 'pg'
import { withConnection } from '@/lib/db/connection/connection'
import { FOLDED, ROLLUP_NAMES, ROLLUP_TABLES } from '@/lib/db/rollups/rollup-tables'

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
    await client.query(`SET LOCAL statement_timeout = 0`)
    const checks: RollupCheck[] = []
    for (const { name, columns, select } of ROLLUP_TABLES) {
      onTable?.(name)
      const { rows } = await client.query<{ rows: number; wrong: number }>(
        `WITH wanted AS MATERIALIZED (${select(`(SELECT * FROM user_logins WHERE ${FOLDED}) AS folded`)}), kept AS (SELECT ${columns} FROM ${name})
         SELECT (SELECT count(*)::float8 FROM kept) AS rows,
           (SELECT count(*)::float8 FROM (TABLE wanted EXCEPT ALL TABLE kept) AS missing)
           + (SELECT count(*)::float8 FROM (TABLE kept EXCEPT ALL TABLE wanted) AS extra) AS wrong`,
      )
      checks.push({ table: name, rows: rows[0]?.rows ?? 0, wrong: rows[0]?.wrong ?? 0 })
    }
    onTable?.('login_risks')
    checks.push(await checkRisks(client))
    return checks
  })
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
