import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { isPassing } from '@/lib/db/failure-kind'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'
import { connectToMigrate } from '@/lib/db/schema/connect-to-migrate'
import { failureCode, failureSentence, UserError } from '@/lib/errors'

/** The roles of prisma/roles.sql. */
export const ROLES = ['veilgate_worker', 'veilgate_console', 'veilgate_reveal'] as const

/**
 * Makes the database's roles and grants each what it needs; see prisma/roles.sql. Done again, it
 * brings them up to date.
 * @param logins makes a login in a role, or gives it that password: `{ login: { role, password } }`.
 * @throws UserError where the database's user may not make roles, with what somebody else has to run.
 */
export async function applyRoles(
  databaseUrl: string,
  logins: Record<string, { role: (typeof ROLES)[number]; password: string }> = {},
): Promise<void> {
  const script = await readFile(resolve(import.meta.dirname, '../../../prisma/roles.sql'), 'utf8')
  try {
    const client = await connectToMigrate(databaseUrl)
    try {
      await withRetries(
        async () => {
          await client.query(BEGIN)
          await client.query("SELECT pg_advisory_xact_lock(hashtext('veilgate roles'))")
          await client.query(script).catch((error) => explainDenial(client, error))
          for (const [login, { role, password }] of Object.entries(logins)) {
            await makeLogin(client, login, role, password)
          }
          await client.query('COMMIT')
        },
        () => client.query('ROLLBACK'),
      )
    } finally {
      await client.end().catch(() => undefined)
    }
  } catch (error) {
    throw explain(error)
  }
}

const BEGIN = `
  BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL lock_timeout = '60s';
  SET LOCAL statement_timeout = '60s';
  ${NO_TRANSACTION_TIMEOUT};
  SET LOCAL idle_in_transaction_session_timeout = '60s'`

/**
 * Roles belong to the whole server, but a lock to its database: whoever sets up two databases of one
 * server side by side may meet the other at a role.
 */
async function withRetries(work: () => Promise<void>, undo: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      await undo().catch(() => undefined)
      if (attempt === MAX_ATTEMPTS || !isMeeting(error)) throw error
      await sleep(Math.random() * 100 * attempt)
    }
  }
}

const MAX_ATTEMPTS = 10

/** Made by another meanwhile, changed by another meanwhile, or each waiting for the other. */
function isMeeting(error: unknown): boolean {
  const code = failureCode(error) ?? ''
  if (isPassing(error) || ['23505', '42710'].includes(code)) return true
  return code === 'XX000' && error instanceof Error && error.message.includes('concurrently')
}

async function makeLogin(client: pg.Client, login: string, role: string, password: string) {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login])
  const verb = rows.length > 0 ? 'ALTER' : 'CREATE'
  const name = client.escapeIdentifier(login)
  await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
  await client.query(`GRANT ${client.escapeIdentifier(role)} TO ${name}`)
}

/** Of what a user may not do, only making roles is up to somebody else, such as a provider's admin. */
async function explainDenial(client: pg.Client, error: unknown): Promise<never> {
  if (failureCode(error) !== '42501') throw error
  await client.query('ROLLBACK')
  const { rows } = await client.query<{ owns: boolean }>(`
    SELECT pg_has_role(relowner, 'USAGE') AS owns FROM pg_class WHERE oid = 'user_logins'::regclass`)
  throw new UserError(rows[0]?.owns === true ? MAKE_ROLES : NOT_OWNER, { cause: error })
}

const NOT_OWNER =
  'The rights cannot be granted: the user of DATABASE_URL does not own the tables. Run npm run migrate ' +
  '-- --roles as their owner (42501).'

const MAKE_ROLES = [
  'The roles cannot be made: the user of DATABASE_URL may not. Have somebody who may, such as your ' +
    'provider’s admin user, run these statements once, then run npm run migrate -- --roles again (42501):',
  ...ROLES.map((role) => `  CREATE ROLE ${role} NOLOGIN;`),
  '  GRANT veilgate_worker TO veilgate_console;',
].join('\n')

function explain(error: unknown): UserError {
  if (error instanceof UserError) return error
  return new UserError(`The roles cannot be made: ${failureSentence(error)}`, { cause: error })
}
