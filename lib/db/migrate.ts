import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { withSchemaEngine } from '@/lib/db/schema-engine'
import { type Standing, schemaStanding } from '@/lib/db/schema-standing'
import { describeFailure, failureCode, UserError } from '@/lib/errors'

/** The migration that creates the exercise's table; a database that has it starts after this one. */
const BASELINE = '20261121000000_user_logins'
/** Any number that no other application takes an advisory lock on. */
const LOCK_ID = 7_313_104_221
const LOCK_WAIT_SECONDS = 60

/**
 * Brings the database up to date with prisma/migrations, creating it if it is missing. Processes
 * that migrate at once wait for each other.
 * @returns the names of the migrations that were applied now, oldest first.
 * @throws UserError where the database cannot be reached, holds something else, or is ahead of us.
 */
export async function migrateDatabase(databaseUrl: string): Promise<{ applied: string[] }> {
  const client = await connect(databaseUrl)
  try {
    await client.query(`SET lock_timeout = '${LOCK_WAIT_SECONDS}s'`)
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_ID])
    const standing = await schemaStanding(client)
    if (standing.kind === 'foreign') throw new UserError(refusal(standing, databaseUrl))
    return await apply(databaseUrl, standing)
  } catch (error) {
    throw explain(error, databaseUrl)
  } finally {
    await client.end().catch(() => {})
  }
}

/** prisma/migrations in the shape the engine takes. */
async function readMigrations(): Promise<MigrationList> {
  const baseDir = resolve(import.meta.dirname, '../../prisma/migrations')
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(baseDir, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  }
}

async function apply(databaseUrl: string, standing: Standing): Promise<{ applied: string[] }> {
  const migrationsList = await readMigrations()
  const filters = { externalTables: [], externalEnums: [] }
  return withSchemaEngine(databaseUrl, async (engine) => {
    if (standing.kind === 'exercise') {
      await engine.markMigrationApplied({ migrationName: BASELINE, migrationsList })
    } else if (standing.kind === 'managed') {
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters,
      })
      // A migration is one transaction: one that did not finish has left nothing behind.
      for (const migrationName of failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName })
      }
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    return { applied: appliedMigrationNames }
  })
}

async function connect(databaseUrl: string, mayCreate = true): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'veilgate-migrate',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    if (mayCreate && failureCode(error) === '3D000') {
      await createDatabase(databaseUrl)
      return connect(databaseUrl, false)
    }
    throw explain(error, databaseUrl)
  }
}

async function createDatabase(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const name = decodeURIComponent(url.pathname.slice(1))
  url.pathname = '/postgres'
  const client = await connect(url.href, false)
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // Another process was quicker.
    if (!['42P04', '23505'].includes(failureCode(error) ?? '')) throw explain(error, databaseUrl)
  } finally {
    await client.end()
  }
}

function refusal(standing: Extract<Standing, { kind: 'foreign' }>, databaseUrl: string) {
  return (
    `The database ${place(databaseUrl)} is not empty and was not made by Veilgate ` +
    `(${standing.because}). Give DATABASE_URL a database of its own, or one that holds only the ` +
    'table user_logins.'
  )
}

function explain(error: unknown, databaseUrl: string): UserError {
  if (error instanceof UserError) return error
  const code = failureCode(error) ?? engineCode(error)
  const words =
    code === '55P03'
      ? `another process has been migrating it for ${LOCK_WAIT_SECONDS} seconds`
      : (SERVER_WORDS[code ?? ''] ?? describeFailure(error))
  return new UserError(`The database ${place(databaseUrl)} cannot be migrated: ${words}.`, {
    cause: error,
  })
}

function engineCode(error: unknown): string | undefined {
  return /\b(?:P\d{4}|[0-9A-Z]{5})\b/.exec(error instanceof Error ? error.message : '')?.[0]
}

/** Where it is, without user or password. */
function place(databaseUrl: string) {
  const url = new URL(databaseUrl)
  return `${url.host}${url.pathname}`
}

const SERVER_WORDS: Record<string, string> = {
  '28P01': 'the password is wrong (28P01)',
  '28000': 'the server refuses this user (28000)',
  '42501': 'its user may not create tables there (42501)',
  '3D000': 'it does not exist, and its user may not create it (3D000)',
  P3018: 'a migration failed (P3018)',
}
