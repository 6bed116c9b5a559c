import type pg from 'pg'
import { UserError } from '@/lib/errors'

/**
 * Creates the schema that a database's URL names, where it is missing.
 * @param wanted the schema; undefined where the URL names none.
 * @param where the database is.
 * @throws UserError where the connection would create its tables in another schema, or in none.
 */
export async function createSchema(
  client: pg.Client,
  wanted: string | undefined,
  where: string,
): Promise<void> {
  if (wanted !== undefined && !(await schemaExists(client, wanted))) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(wanted)}`)
  }
  const { rows } = await client.query<{ schema: string | null; path: string }>(
    `SELECT current_schema() AS schema, current_setting('search_path') AS path`,
  )
  const { schema = null, path = '' } = rows[0] ?? {}
  if (schema !== null && schema === (wanted ?? schema)) return
  throw new UserError(
    `The tables would be created in ${schema === null ? 'no schema' : `the schema ${schema}`} of the ` +
      `database at ${where}: the search_path of its sessions is ${path}. Name the schema that is ` +
      'meant with ?schema= in DATABASE_URL.',
  )
}

/** Whoever may not create schemas may still use one that is there. */
async function schemaExists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [name])
  return rowCount !== 0
}
