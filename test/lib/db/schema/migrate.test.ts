import { describe, expect, inject, it } from 'vitest'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { ALL, catalog, HISTORY_SIZE, run, wanted } from '@/test/support/fixtures/migrations'
import { admin, createEmptyDatabase } from '@/test/support/services'

const EXERCISE = `CREATE TABLE user_logins(user_id varchar(128), device_type varchar(32),
  masked_ip varchar(256), masked_device_id varchar(256), locale varchar(32), app_version integer,
  create_date date)`

describe('migrateDatabase', () => {
  it('brings an empty database up to date, and then has nothing to do', async () => {
    const url = await createEmptyDatabase()
    expect(await migrateDatabase(url)).toEqual({ applied: ALL })
    expect(await migrateDatabase(url)).toEqual({ applied: [] })
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

  it('finds nothing to do, or says who has to, as a role that may not create tables', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    const password = 'of the tests'
    await applyRoles(url, { migrate_console: { role: 'veilgate_console', password } })
    const asConsole = new URL(url)
    asConsole.username = 'migrate_console'
    asConsole.password = encodeURIComponent(password)
    expect(await migrateDatabase(asConsole.href)).toEqual({ applied: [] })
    // From one on that makes a table.
    await run(url, "DELETE FROM _prisma_migrations WHERE migration_name >= '20261201004100'")
    await expect(migrateDatabase(asConsole.href)).rejects.toThrow(/nothing of it was kept/)
    const emptyUrl = await createEmptyDatabase()
    // Postgres 14 lets everybody make tables.
    await run(emptyUrl, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
    const empty = new URL(asConsole)
    empty.pathname = new URL(emptyUrl).pathname
    await expect(migrateDatabase(empty.href)).rejects.toThrow(/Migrate as the owner/)
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
