import { advanceSequences } from '@/lib/db/advance-sequences'
import { database } from '@/lib/db/client'
import { SCHEMA_VERSION } from '@/lib/db/schema-version'
import { failureCode, UserError } from '@/lib/errors'

type Surroundings = {
  encoding: string
  version: number
  versionText: string
  schema: string | null
  fsync: string
  fullPageWrites: string
  synchronousCommit: string
}

const MIN_VERSION = 15

/**
 * Whether the database is one that this program can work with: asked wherever a run begins, since it
 * may have been restored, replaced or migrated since. Sequences that stand behind their rows are
 * moved on.
 * @returns what works and should still be known, in sentences.
 * @throws UserError where it is not, saying what to do.
 */
export async function checkDatabase(): Promise<{ warnings: string[] }> {
  const surroundings = await readSurroundings()
  checkEncoding(surroundings.encoding)
  const versionWarnings = await checkSchemaVersion(surroundings)
  await checkMoments()
  const moved = await advanceSequences()
  return { warnings: [...warningsOf(surroundings), ...versionWarnings, ...moved.map(movedWords)] }
}

/** @throws UserError where a database could not hold every text. */
export function checkEncoding(encoding: string): void {
  if (encoding === 'UTF8') return
  throw new UserError(
    `The database of DATABASE_URL has the encoding ${encoding}, in which not every login can be ` +
      'stored. Give Veilgate a database made with: CREATE DATABASE … ENCODING UTF8 TEMPLATE template0',
  )
}

async function readSurroundings(): Promise<Surroundings> {
  const [row] = await database().$queryRaw<Surroundings[]>`
    SELECT current_setting('server_encoding') AS encoding,
      current_setting('server_version_num')::int / 10000 AS version,
      current_setting('server_version') AS "versionText", current_schema()::text AS schema,
      current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
      current_setting('synchronous_commit') AS "synchronousCommit"`
  return row as Surroundings
}

/** A database behind the program lacks columns; one ahead of it may mean something else by them. */
async function checkSchemaVersion({ schema }: Surroundings): Promise<string[]> {
  const applied = await readApplied(schema)
  if (applied === null) {
    return [
      'The version of the schema could not be read: the role of DATABASE_URL lacks a right that ' +
        'npm run migrate -- --roles grants.',
    ]
  }
  const newer = applied.filter((name) => name > SCHEMA_VERSION)
  if (newer.length > 0) throw new UserError(aheadWords(newer))
  if (applied.includes(SCHEMA_VERSION)) return []
  throw new UserError(
    `The database of DATABASE_URL (schema ${schema ?? 'unknown'}) is behind this program. Run: npm run migrate`,
  )
}

/** What a database says that a newer Veilgate migrated. */
export function aheadWords(newer: readonly string[]): string {
  return (
    `A newer Veilgate migrated the database of DATABASE_URL (${newer.join(', ')}). Update this ` +
    'program to that version; nothing was changed.'
  )
}

/** The names of the applied migrations; null where this role may not read them. */
async function readApplied(schema: string | null): Promise<string[] | null> {
  try {
    const rows = await database().$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    return rows.map(({ name }) => name)
  } catch (error) {
    const code = failureCode(error)
    if (code === '42501') return null
    if (code !== '42P01') throw error
    throw new UserError(
      `The database of DATABASE_URL has no tables of Veilgate in its schema ${schema ?? '(none)'}. ` +
        'Run npm run migrate, or name the right schema with ?schema= in DATABASE_URL.',
    )
  }
}

/** No part of it could be taken for another: a day, a month, an hour. */
const MOMENT = new Date('2026-07-04T05:06:08.009Z')

/** The driver writes and reads times without their zone: a session in another one shifts them all. */
async function checkMoments(): Promise<void> {
  const [row] = await database().$queryRaw<{ back: Date; ms: number; day: string }[]>`
    SELECT ${MOMENT}::timestamptz AS back, extract(epoch FROM ${MOMENT}::timestamptz)::float8 * 1000 AS ms,
      (${MOMENT.toISOString()}::timestamptz)::text AS day`
  const isSame =
    row?.back.getTime() === MOMENT.getTime() &&
    row.ms === MOMENT.getTime() &&
    row.day === '2026-07-04 05:06:08.009+00'
  if (isSame) return
  throw new UserError(
    'A moment written to the database does not come back as itself: something between here and ' +
      'Postgres replaces the session’s TimeZone or DateStyle. Set both for the role of DATABASE_URL: ' +
      "ALTER ROLE … SET timezone = 'UTC'; ALTER ROLE … SET datestyle = 'ISO, MDY'",
  )
}

function warningsOf(found: Surroundings): string[] {
  const { version, versionText, fsync, fullPageWrites, synchronousCommit } = found
  return [
    ...(version < MIN_VERSION
      ? [
          `Postgres ${versionText} is older than ${MIN_VERSION}, the oldest that Veilgate is tested with.`,
        ]
      : []),
    ...(fsync === 'off' || fullPageWrites === 'off'
      ? [
          'The server runs with fsync or full_page_writes off: a crash of its machine can lose logins ' +
            'that are stored and acknowledged. Turn both on.',
        ]
      : []),
    ...(['off', 'local', 'remote_write'].includes(synchronousCommit)
      ? [
          `synchronous_commit is ${synchronousCommit} by default; Veilgate asks for “on” in each of its ` +
            'transactions, so that nothing is acknowledged before it is on disk.',
        ]
      : []),
  ]
}

function movedWords(sequence: string): string {
  return `The sequence ${sequence} stood behind its rows, as after a restore or a cutover, and was moved on.`
}
