import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import pg from 'pg'
import { describeFailure, failureCode, UserError } from '@/lib/errors'

/** The roles of prisma/roles.sql. */
export const ROLES = ['veilgate_worker', 'veilgate_console', 'veilgate_reveal'] as const

/**
 * Makes the database's roles and grants each what it needs; see prisma/roles.sql. Done again, it
 * brings them up to date.
 * @param logins makes a login in a role, or gives it that password: `{ login: { role, password } }`.
 * @throws UserError where the database's user may not make roles.
 */
export async function applyRoles(
  databaseUrl: string,
  logins: Record<string, { role: (typeof ROLES)[number]; password: string }> = {},
): Promise<void> {
  const script = await readFile(resolve(import.meta.dirname, '../../prisma/roles.sql'), 'utf8')
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    // Roles belong to the whole server: processes that set up its databases side by side take turns.
    await client.query('BEGIN')
    await client.query("SELECT pg_advisory_xact_lock(hashtext('veilgate roles'))")
    await client.query(script)
    for (const [login, { role, password }] of Object.entries(logins)) {
      await makeLogin(client, login, role, password)
    }
    await client.query('COMMIT')
  } catch (error) {
    throw explain(error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function makeLogin(client: pg.Client, login: string, role: string, password: string) {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login])
  const verb = rows.length > 0 ? 'ALTER' : 'CREATE'
  const name = client.escapeIdentifier(login)
  await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
  await client.query(`GRANT ${client.escapeIdentifier(role)} TO ${name}`)
}

function explain(error: unknown): UserError {
  const words =
    failureCode(error) === '42501'
      ? 'its user may not make roles, or does not own the tables. Have prisma/roles.sql run by one who may'
      : describeFailure(error)
  return new UserError(`The roles cannot be made: ${words}.`, { cause: error })
}
