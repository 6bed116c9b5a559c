import { describe, expect, it } from 'vitest'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { partitionName } from '@/test/support/database/partition-logins'
import { monthAgo } from '@/test/support/fixtures/aged-logins'
import { run } from '@/test/support/fixtures/migrations'
import { createOlderDatabase } from '@/test/support/fixtures/older-database'

const BEFORE = '20261201005000'
const UNTIL_CHECKED = '20261201005020'

/** Logins of two years, from the beginning of time and from far ahead. */
const FILL = `
  INSERT INTO user_logins (user_id, message_id, sent_at, batch_id, run_id)
    SELECT 'user-' || n % 7, 'message-' || n, now() - n * interval '2 days', 1 + n / 50, 1
    FROM generate_series(0, 364) AS n;
  INSERT INTO user_logins (user_id, message_id, sent_at, create_date)
    VALUES ('old', 'adopted-1', '1970-01-01Z', NULL), ('odd', 'ahead', '2099-12-31T23:59:59.999Z', '2099-12-31')`
const ROWS = 'SELECT * FROM user_logins ORDER BY id'
const PLACES = `SELECT tableoid::regclass::text AS name, count(*)::int AS logins, min(sent_at) >= now() AS "isAhead"
  FROM user_logins GROUP BY 1 ORDER BY 1`
const FILE = (table: string) => `SELECT pg_relation_filenode('${table}') AS file`

describe('the table of logins, made one of months,', () => {
  it('keeps every login where it is written', async () => {
    const url = await createOlderDatabase(BEFORE)
    await run(url, FILL)
    const rows = await run(url, ROWS)
    const file = await run(url, FILE('user_logins'))
    await migrateDatabase(url)
    expect(await run(url, ROWS)).toEqual(rows)
    expect(await run(url, FILE('user_logins_earlier'))).toEqual(file)
    expect(await run(url, PLACES)).toEqual([
      { name: 'user_logins_earlier', logins: 366, isAhead: false },
      { name: 'user_logins_later', logins: 1, isAhead: true },
    ])
    // In the last two days of a month, the first partition takes in the next month as well.
    const NAMES = 'SELECT name FROM login_partitions() ORDER BY lower_bound NULLS FIRST'
    const names = (await run(url, NAMES)).map(({ name }) => name)
    const ahead = [1, 2].map((months) => partitionName(monthAgo(-months)))
    expect(names).toEqual([
      'user_logins_earlier',
      ...ahead.slice(4 - names.length),
      'user_logins_later',
    ])
    expect([1, 2]).toContain(names.length - 2)
    expect(await run(url, 'SELECT make_login_partitions(2) AS made')).toEqual([{ made: 0 }])
  })

  it('goes on with its numbers, and takes no message twice', async () => {
    const url = await createOlderDatabase(BEFORE)
    await run(url, FILL)
    await migrateDatabase(url)
    const again = `INSERT INTO user_logins (message_id, sent_at) SELECT message_id, sent_at FROM user_logins
      ON CONFLICT (message_id, sent_at) DO NOTHING RETURNING id`
    expect(await run(url, again)).toEqual([])
    const next = `INSERT INTO user_logins (message_id, sent_at) VALUES ('new', now() + interval '40 days') RETURNING id`
    const [row] = await run(url, next)
    expect(Number(row?.id)).toBeGreaterThan(367)
    // The table owns the sequence still: both go together.
    await run(url, 'DROP TABLE user_logins')
    expect(await run(url, `SELECT to_regclass('user_logins_id_seq') AS name`)).toEqual([
      { name: null },
    ])
  })

  it('is read and written by whom it was, and seen by the views of others', async () => {
    const url = await createOlderDatabase(BEFORE)
    await applyRolesOf(url)
    await run(
      url,
      `CREATE VIEW days WITH (security_barrier) AS SELECT create_date, count(*) FROM user_logins GROUP BY 1;
       GRANT SELECT ON user_logins TO PUBLIC; GRANT UPDATE (locale) ON user_logins TO veilgate_reveal`,
    )
    const grants = `SELECT grantee::regrole::text, privilege_type, is_grantable FROM pg_class, aclexplode(relacl)
      WHERE relname = 'user_logins' ORDER BY 1, 2`
    const columnGrants = `SELECT attname, attacl::text FROM pg_attribute
      WHERE attrelid = 'user_logins'::regclass AND attacl IS NOT NULL ORDER BY 1`
    const before = [await run(url, grants), await run(url, columnGrants)]
    await migrateDatabase(url)
    expect([await run(url, grants), await run(url, columnGrants)]).toEqual(before)
    await run(
      url,
      `INSERT INTO user_logins (message_id, sent_at, create_date) VALUES ('new', '2099-01-01Z', '2099-01-01')`,
    )
    expect(await run(url, 'SELECT create_date::text AS day, count::int FROM days')).toEqual([
      { day: '2099-01-01', count: 1 },
    ])
    const options = `SELECT reloptions FROM pg_class WHERE relname = 'days'`
    expect(await run(url, options)).toEqual([{ reloptions: ['security_barrier=true'] }])
  })

  it.each([
    [
      'the trigger mine',
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER mine BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION f()`,
    ],
    ['the publication mine', 'CREATE PUBLICATION mine FOR TABLE user_logins'],
    ['the materialized view mine', 'CREATE MATERIALIZED VIEW mine AS SELECT * FROM user_logins'],
    ['the policy mine', 'CREATE POLICY mine ON user_logins'],
    ['the unique index mine', 'CREATE UNIQUE INDEX mine ON user_logins (id)'],
    [
      'the function mine()',
      `CREATE FUNCTION mine() RETURNS SETOF user_logins LANGUAGE sql AS 'SELECT * FROM user_logins'`,
    ],
  ])('is left alone where %s would not see later logins', async (what, sql) => {
    const url = await createOlderDatabase(BEFORE)
    await run(url, sql)
    const error = await migrateDatabase(url).catch((thrown) => thrown)
    expect(error.name).toBe('UserError')
    expect(error.message).toContain(`would not see later logins: ${what}. Drop them, run`)
    const [kind] = await run(url, `SELECT relkind FROM pg_class WHERE relname = 'user_logins'`)
    expect(kind).toEqual({ relkind: 'r' })
  })

  it('reaches to the newest login where thousands are from far ahead', async () => {
    const url = await createOlderDatabase(BEFORE)
    await run(
      url,
      `INSERT INTO user_logins (message_id, sent_at)
       SELECT 'message-' || n, '2031-05-05Z' FROM generate_series(1, 10001) AS n`,
    )
    const file = await run(url, FILE('user_logins'))
    await migrateDatabase(url)
    expect(await run(url, FILE('user_logins_earlier'))).toEqual(file)
    expect(
      await run(
        url,
        `SELECT upper_bound AS bound FROM login_partitions() WHERE lower_bound IS NULL`,
      ),
    ).toEqual([{ bound: new Date('2031-06-01T00:00:00.000Z') }])
    expect(await run(url, PLACES)).toMatchObject([{ name: 'user_logins_earlier', logins: 10_001 }])
  })

  it('loses no login where the steps come hours apart', async () => {
    const url = await createOlderDatabase(UNTIL_CHECKED)
    await run(url, `INSERT INTO user_logins (message_id, sent_at) VALUES ('between', now())`)
    await migrateDatabase(url)
    expect(await run(url, PLACES)).toMatchObject([{ name: 'user_logins_earlier', logins: 1 }])
  })
})

/** The roles of a database as it was before; what they are granted later is not there yet. */
async function applyRolesOf(url: string) {
  const current = await createOlderDatabase('9')
  await applyRoles(current)
  await run(
    url,
    `GRANT SELECT, INSERT ON user_logins TO veilgate_worker;
     GRANT SELECT ON user_logins TO veilgate_console WITH GRANT OPTION`,
  )
}
