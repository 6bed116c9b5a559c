import type pg from 'pg'
import { UserError } from '@/lib/errors'

/**
 * Creates the schema that a database's URL names (`?schema=`), where it is missing.
 * @param place where the database is.
 * @throws UserError where the connection would create its tables in another schema, or in none.
 */
export async function createSchema(
  client: pg.Client,
  databaseUrl: string,
  place: string,
): Promise<void> {
  const wanted = new URL(databaseUrl).searchParams.get('schema') || null
  if (wanted !== null && !(await schemaExists(client, wanted))) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(wanted)}`)
  }
  const { rows } = await client.query<{ schema: string | null; path: string }>(
    `SELECT current_schema() AS schema, current_setting('search_path') AS path`,
  )
  const { schema = null, path = '' } = rows[0] ?? {}
  if (schema !== null && schema === (wanted ?? schema)) return
  throw new UserError(
    `The database ${place} would get its tables in ${schema ?? 'no schema at all'}: the ` +
      `connection’s search_path is ${path}. Name the schema that is meant with ?schema= in ` +
      'DATABASE_URL.',
  )
}

/** Whoever may not create schemas may still use one that is there. */
async function schemaExists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [name])
  return rowCount !== 0
}
