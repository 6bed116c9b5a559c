import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import pg from 'pg'
import { type MigrationList, withSchemaEngine } from '@/test/support/schema-engine'
import { createEmptyDatabase } from '@/test/support/services'

/** The names of all migrations, in order. */
export const ALL = readdirSync('prisma/migrations')
  .filter((name) => /^\d/.test(name))
  .sort()

export const NO_FILTERS = { externalTables: [], externalEnums: [] }
export const HISTORY_SIZE = 'SELECT count(*)::int AS count FROM _prisma_migrations'

/** prisma/migrations in the shape that Prisma's engine takes. */
export async function prismasList(): Promise<MigrationList> {
  const baseDir = resolve('prisma/migrations')
  const lock = await readFile('prisma/migrations/migration_lock.toml', 'utf8')
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: ALL.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(`${baseDir}/${name}/migration.sql`, 'utf8') },
      },
    })),
  }
}

/** The columns, enums, indexes and foreign keys of a database, one line each; but for partial indexes, which Prisma has no words for. */
export async function catalog(url: string): Promise<string[]> {
  const rows = await run(
    url,
    `SELECT concat_ws(' ', table_name, column_name, data_type, udt_name, character_maximum_length,
            datetime_precision, is_nullable, column_default) AS line
     FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL SELECT concat_ws(' ', typname, enumsortorder, enumlabel)
     FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
     UNION ALL SELECT indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND indexdef NOT LIKE '% WHERE %'
     UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'p', 'u')
     ORDER BY 1`,
  )
  return rows.map((row) => String(row.line)).filter((line) => !line.includes('_prisma_migrations'))
}

/** The same of a database that Prisma itself would make from the schema. */
export async function wanted(): Promise<string[]> {
  const url = await createEmptyDatabase()
  const content = await readFile('prisma/schema.prisma', 'utf8')
  const script = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  )
  await run(url, script.stdout ?? '')
  return catalog(url)
}

export async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows ?? []
  } finally {
    await client.end()
  }
}
