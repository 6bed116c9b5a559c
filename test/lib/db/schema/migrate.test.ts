import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { type MigrationList, withSchemaEngine } from '@/test/support/schema-engine'
import { admin, createEmptyDatabase } from '@/test/support/services'

const ALL = readdirSync('prisma/migrations')
  .filter((name) => /^\d/.test(name))
  .sort()
const EXERCISE = `CREATE TABLE user_logins(user_id varchar(128), device_type varchar(32),
  masked_ip varchar(256), masked_device_id varchar(256), locale varchar(32), app_version integer,
  create_date date)`

describe('migrateDatabase', () => {
  it('brings an empty database up to date, and then has nothing to do', async () => {
    const url = await createEmptyDatabase()
    expect(await migrateDatabase(url)).toEqual({ applied: ALL })
    expect(await migrateDatabase(url)).toEqual({ applied: [] })
  })

  it('makes exactly what the Prisma schema describes', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    expect(await catalog(url)).toEqual(await wanted())
  })

  it('creates a missing database', async () => {
    const url = await createEmptyDatabase()
    await admin(`DROP DATABASE "${new URL(url).pathname.slice(1)}"`)
    expect((await migrateDatabase(url)).applied).toEqual(ALL)
  })

  it('lets two processes migrate at once', async () => {
    const url = await createEmptyDatabase()
    const results = await Promise.all([migrateDatabase(url), migrateDatabase(url)])
    expect(results.flatMap((result) => result.applied).sort()).toEqual(ALL)
  })

  it("adopts the exercise's table with its rows", async () => {
    const url = await createEmptyDatabase()
    await run(url, EXERCISE)
    await run(
      url,
      `INSERT INTO user_logins VALUES
       ('u-1', 'android', 'abc', 'def', NULL, 20300, '2024-02-29'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL),
       ('u-1', 'android', 'abc', 'def', NULL, 20300, '2024-02-29')`,
    )
    expect((await migrateDatabase(url)).applied).toEqual(ALL.slice(1))
    const rows = await run(url, 'SELECT *, sent_at::text AS at FROM user_logins ORDER BY id')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      user_id: 'u-1',
      masked_ip: 'abc',
      app_version: 20300,
      message_id: 'adopted-1',
      at: '2024-02-29 00:00:00+00',
    })
    expect(rows[1]).toMatchObject({ user_id: null, create_date: null, message_id: 'adopted-2' })
    expect(await catalog(url)).toEqual(await wanted())
    expect(await migrateDatabase(url)).toEqual({ applied: [] })
  })

  it('refuses a database that holds something else, and leaves it alone', async () => {
    const url = await createEmptyDatabase()
    await run(url, 'CREATE TABLE orders (id integer)')
    await expect(migrateDatabase(url)).rejects.toThrow(/not empty .*it has orders/)
    await run(url, EXERCISE)
    await expect(migrateDatabase(url)).rejects.toThrow(/it has orders/)
    const tables = await run(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    expect(tables.map((table) => table.tablename).sort()).toEqual(['orders', 'user_logins'])
  })

  it('refuses a user_logins of another shape', async () => {
    const url = await createEmptyDatabase()
    await run(url, 'CREATE TABLE user_logins (id integer)')
    await expect(migrateDatabase(url)).rejects.toThrow(/other columns: id integer/)
  })

  it("refuses another application's migrations", async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    await run(url, "UPDATE _prisma_migrations SET migration_name = 'other'")
    await expect(migrateDatabase(url)).rejects.toThrow(/another application's migrations/)
  })

  it('goes on after a migration that was cut off', async () => {
    const url = await createEmptyDatabase()
    await run(url, EXERCISE)
    await migrateDatabase(url)
    // What is left by a process that was killed before its transaction committed.
    const last = ALL.at(-1)
    await run(url, `DELETE FROM _prisma_migrations WHERE migration_name <> '${ALL[0]}'`)
    await run(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
       VALUES ('x', 'x', '${last}', now(), 0)`,
    )
    await run(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await expect(migrateDatabase(url)).resolves.toEqual({ applied: ALL })
  })

  it('finds nothing to do where Prisma’s own engine has migrated', async () => {
    const url = await createEmptyDatabase()
    const migrationsList = await prismasList()
    await withSchemaEngine(url, (engine) =>
      engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
    )
    const before = await run(url, 'SELECT * FROM _prisma_migrations ORDER BY started_at')
    expect(before.map((row) => row.migration_name)).toEqual(ALL)
    expect(await migrateDatabase(url)).toEqual({ applied: [] })
    expect(await run(url, 'SELECT * FROM _prisma_migrations ORDER BY started_at')).toEqual(before)
  })

  it('leaves nothing to do for Prisma’s own engine, which finds no migration changed', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    const migrationsList = await prismasList()
    const found = await withSchemaEngine(url, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: NO_FILTERS,
      }),
    )
    expect(found).toMatchObject({
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
    })
    const again = await withSchemaEngine(url, (engine) =>
      engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
    )
    expect(again.appliedMigrationNames).toEqual([])
  })

  it('refuses a database that a newer version migrated, and leaves it alone', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    await run(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
       VALUES ('x', 'x', '20990101000000_later', now());
       DELETE FROM _prisma_migrations WHERE migration_name = '${ALL.at(-1)}'`,
    )
    await expect(migrateDatabase(url)).rejects.toThrow(
      /\/test_\w+ \(DATABASE_URL\) was migrated by a newer Veilgate: it has 20990101000000_later/,
    )
    expect(await run(url, HISTORY_SIZE)).toEqual([{ count: ALL.length }])
  })

  it('keeps nothing of a migration that fails, and names it', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    const name = '20261125000810_login_id'
    const undone = ALL.filter((each) => each >= name).length
    await run(url, `DELETE FROM _prisma_migrations WHERE migration_name >= '${name}'`)
    await run(url, 'ALTER TABLE ingest_batches DROP COLUMN key')
    await expect(migrateDatabase(url)).rejects.toThrow(
      new RegExp(`The migration ${name} of the database .* failed, and nothing of it was kept`),
    )
    expect(await run(url, HISTORY_SIZE)).toEqual([{ count: ALL.length - undone }])
    const columns = await run(
      url,
      "SELECT FROM information_schema.columns WHERE table_name = 'ingest_batches' AND column_name = 'key'",
    )
    expect(columns).toEqual([])
  })

  it('gives roles that were made before what appending to the reveal log takes now', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    await applyRoles(url)
    await run(
      url,
      `DROP TABLE refusal_counts;
       DROP TRIGGER reveal_log_in_order ON reveal_log;
       DROP FUNCTION count_refusals, append_reveal_log, reveal_log_refuse_misfit, reveal_log_hash;
       ALTER TABLE reveal_log DROP COLUMN database_user;
       GRANT INSERT ON reveal_log TO veilgate_console, veilgate_reveal;
       DELETE FROM _prisma_migrations
       WHERE migration_name LIKE '20261126003%'`,
    )
    const role = async (name: string) => {
      const [may] = await run(
        url,
        `SELECT has_table_privilege('${name}', 'reveal_log', 'INSERT') AS insert,
           has_function_privilege('${name}', 'append_reveal_log'::regproc::oid, 'EXECUTE') AS append,
           has_function_privilege('${name}', 'count_refusals'::regproc::oid, 'EXECUTE') AS count`,
      )
      return may
    }
    await migrateDatabase(url)
    expect(await role('veilgate_console')).toEqual({ insert: false, append: true, count: true })
    expect(await role('veilgate_reveal')).toEqual({ insert: false, append: true, count: false })
    expect(await role('veilgate_worker')).toEqual({ insert: false, append: false, count: false })
  })

  it('names the database it cannot reach, and never the password', async () => {
    const error = await migrateDatabase('postgresql://me:hush@127.0.0.1:1/x').catch((e) => e)
    expect(error.name).toBe('UserError')
    expect(error.message).toMatch(/127\.0\.0\.1:1\/x.*ECONNREFUSED/)
    const wrong = new URL(inject('services').templateUrl)
    wrong.password = 'hush'
    await expect(migrateDatabase(wrong.href)).rejects.toThrow(/refused the password.*28P01/)
    expect(error.message).not.toContain('hush')
  })
})

const NO_FILTERS = { externalTables: [], externalEnums: [] }
const HISTORY_SIZE = 'SELECT count(*)::int AS count FROM _prisma_migrations'

/** prisma/migrations in the shape that Prisma's engine takes. */
async function prismasList(): Promise<MigrationList> {
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
async function catalog(url: string): Promise<string[]> {
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
async function wanted(): Promise<string[]> {
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
  // The schema can name the function that numbers runs, and not describe it.
  await run(url, 'CREATE FUNCTION next_run_number() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$')
  await run(url, script.stdout ?? '')
  return catalog(url)
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows ?? []
  } finally {
    await client.end()
  }
}
