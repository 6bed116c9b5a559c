import { database } from '@/lib/db/client'
import { checkEncoding } from '@/lib/db/connection/check-encoding'
import { checkMoments } from '@/lib/db/connection/check-moments'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { refuseNewerSchema } from '@/lib/db/schema/refuse-newer-schema'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'
import { databaseUrl } from '@/lib/env'
import { failureCode, UserError } from '@/lib/errors'

/** The oldest Postgres that Veilgate is tested with. */
const MIN_VERSION = 14

type Surroundings = {
  encoding: string
  version: number
  versionText: string
  schema: string | null
  /** The schema of the tables that statements find. */
  tableSchema: string | null
  fsync: string
  fullPageWrites: string
  synchronousCommit: string
  floatDigits: number
}

/**
 * Whether the database is one that this program can work with: asked wherever a run begins, since it
 * may have been restored, replaced or migrated since. Sequences that stand behind their rows are
 * moved on.
 * @returns what works and should still be known, in sentences.
 * @throws UserError where it is not, saying what to do.
 */
export async function checkDatabase(): Promise<{ warnings: string[] }> {
  const { where } = connectionConfig(databaseUrl())
  const found = await readSurroundings()
  checkEncoding(found.encoding, where)
  const versionWarnings = await checkSchema(found, where)
  checkNumbers(found, where)
  await checkMoments(where)
  const moved = await advanceSequences()
  return { warnings: [...warningsOf(found, where), ...versionWarnings, ...moved.map(movedWords)] }
}

/** @throws UserError where the tables are not there, or not those of this program, saying what to do. */
export async function requireSchema(): Promise<void> {
  await checkSchema(await readSurroundings(), connectionConfig(databaseUrl()).where)
}

async function readSurroundings(): Promise<Surroundings> {
  const [row] = await database().$queryRaw<Surroundings[]>`
    SELECT current_setting('server_encoding') AS encoding,
      current_setting('server_version_num')::int / 10000 AS version,
      current_setting('server_version') AS "versionText", current_schema()::text AS schema,
      (SELECT nspname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.oid = to_regclass('user_logins')) AS "tableSchema",
      current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
      current_setting('synchronous_commit') AS "synchronousCommit",
      current_setting('extra_float_digits')::int AS "floatDigits"`
  return row as Surroundings
}

/** A database behind the program lacks columns; one ahead of it may mean something else by them. */
async function checkSchema({ schema, tableSchema }: Surroundings, where: string) {
  if (tableSchema === null || tableSchema !== schema) {
    throw new UserError(
      `The database at ${where} has no tables of Veilgate in its schema ${schema ?? '(none)'}. Run npm ` +
        'run migrate, or name the right schema with ?schema= in DATABASE_URL.',
    )
  }
  const applied = await readApplied()
  if (applied === null) {
    return [
      `The schema version of the database at ${where} could not be read: the role of DATABASE_URL may ` +
        'not read _prisma_migrations. Run npm run migrate -- --roles as the owner of the tables.',
    ]
  }
  refuseNewerSchema(
    applied.filter((name) => name > SCHEMA_VERSION),
    where,
  )
  if (applied.includes(SCHEMA_VERSION)) return []
  throw new UserError(
    `The database at ${where}, schema ${schema}, is behind this program. Run npm run migrate.`,
  )
}

/** Times in milliseconds have thirteen digits, and come as floating-point numbers. */
function checkNumbers({ floatDigits }: Surroundings, where: string): void {
  if (floatDigits >= 0) return
  throw new UserError(
    `The database at ${where} has extra_float_digits ${floatDigits}: it rounds numbers before it ` +
      'sends them, times among them. Set it to 0 or more for the database and the role.',
  )
}

/** The names of the applied migrations; null where this role may not read them. */
async function readApplied(): Promise<string[] | null> {
  try {
    const rows = await database().$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    return rows.map(({ name }) => name)
  } catch (error) {
    const code = failureCode(error)
    if (code === '42501') return null
    // Tables without a history are what somebody else made.
    if (code === '42P01') return []
    throw error
  }
}

function warningsOf(found: Surroundings, where: string): string[] {
  const { version, versionText, fsync, fullPageWrites, synchronousCommit } = found
  const warnings: string[] = []
  if (version < MIN_VERSION) {
    warnings.push(
      `The database at ${where} is Postgres ${versionText}; the oldest that Veilgate is tested with is ` +
        `${MIN_VERSION}.`,
    )
  }
  const off = [fsync === 'off' && 'fsync', fullPageWrites === 'off' && 'full_page_writes']
  const unsafe = off.filter((name) => name !== false)
  if (unsafe.length > 0) {
    warnings.push(
      `The database at ${where} runs with ${unsafe.join(' and ')} off: a crash of its machine can lose ` +
        'logins that are stored and acknowledged. Turn it on.',
    )
  }
  if (['off', 'local', 'remote_write'].includes(synchronousCommit)) {
    warnings.push(
      `The database at ${where} has synchronous_commit ${synchronousCommit} by default. Veilgate sets it ` +
        'to on in each of its transactions, so that nothing is acknowledged before it is on disk.',
    )
  }
  return warnings
}

function movedWords(sequence: string): string {
  return `The sequence ${sequence} stood behind its rows, as after a restore or a cutover, and was moved on.`
}
