import type pg from 'pg'

/** What a database holds, as far as migrating it goes. */
export type SchemaState =
  | { kind: 'empty' }
  /** Has Prisma's history table. */
  | { kind: 'managed' }
  /** Has the table of the exercise, and nothing else. */
  | { kind: 'exercise' }
  | { kind: 'foreign'; because: string }

/** Tells an empty database, one of ours, one with the exercise's table alone, and a foreign one. */
export async function detectSchemaState(client: pg.Client): Promise<SchemaState> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
       AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e') ORDER BY 1`,
  )
  const names = rows.map((row) => row.name)
  if (names.includes('_prisma_migrations')) return historyState(client, names)
  if (names.length === 0) return { kind: 'empty' }
  const others = names.filter((name) => name !== 'user_logins')
  if (others.length > 0) return { kind: 'foreign', because: `it has ${list(others)}` }
  const columns = await readColumns(client)
  return columns === EXERCISE_COLUMNS
    ? { kind: 'exercise' }
    : { kind: 'foreign', because: `its user_logins has other columns: ${columns}` }
}

const EXERCISE_COLUMNS = [
  'app_version integer',
  'create_date date',
  'device_type character varying(32)',
  'locale character varying(32)',
  'masked_device_id character varying(256)',
  'masked_ip character varying(256)',
  'user_id character varying(128)',
].join(', ')

/** Another application's Prisma history is as foreign as its tables. */
async function historyState(client: pg.Client, names: string[]): Promise<SchemaState> {
  const { rows } = await client.query<{ ours: boolean; any: boolean }>(
    `SELECT count(*) > 0 AS any,
            count(*) FILTER (WHERE migration_name LIKE '%\\_user\\_logins') > 0 AS ours
     FROM _prisma_migrations`,
  )
  if (rows[0]?.ours) return { kind: 'managed' }
  if (rows[0]?.any) return { kind: 'foreign', because: "it has another application's migrations" }
  // A history without rows is what a process leaves that was killed before its first migration.
  const others = names.filter((name) => name !== '_prisma_migrations')
  if (others.length === 0) return { kind: 'managed' }
  if (others.join() === 'user_logins' && (await readColumns(client)) === EXERCISE_COLUMNS) {
    return { kind: 'exercise' }
  }
  return { kind: 'foreign', because: `it has ${list(others)}` }
}

async function readColumns(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT attname || ' ' || format_type(atttypid, atttypmod) AS line FROM pg_attribute
     WHERE attrelid = 'user_logins'::regclass AND attnum > 0 AND NOT attisdropped`,
  )
  return rows
    .map((row) => row.line)
    .sort()
    .join(', ')
}

function list(names: string[]) {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
