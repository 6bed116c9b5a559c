import pg from 'pg'
import { expect, it } from 'vitest'
import { countLogins } from '@/lib/db/logins/count-logins'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { listShared } from '@/lib/db/shared/list-shared'
import { foldAll } from '@/lib/ingest/fold-loop'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

it('lets readers see the old figures and batches be stored while it computes', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin({ userId: 'a' }), maskedLogin({ userId: 'b' })])
  await foldAll()
  await services.query('UPDATE login_days SET logins = logins + 10')
  const read = async () => [
    (await countLogins({})).count,
    (await listShared({ kind: 'device', minUsers: 2, sort: 'users', order: 'desc', limit: 9 })).rows
      .length,
  ]
  let tables = 0
  await rebuildRollups(async (words) => {
    if (!words.startsWith('computing')) return
    tables += 1
    expect(await read()).toEqual([12, 1])
    await store(run, [maskedLogin({ userId: 'c' })])
  })
  expect(tables).toBe(9)
  expect(await read()).toEqual([2, 1])
  await foldAll()
  expect(await read()).toEqual([2 + tables, 1])
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
})

it('makes nobody wait behind it where somebody reads for long', async () => {
  await store(await makeRun(), [maskedLogin()])
  await foldAll()
  const reader = new pg.Client({ connectionString: services.databaseUrl() })
  await reader.connect()
  try {
    await reader.query('BEGIN; LOCK TABLE login_days IN ACCESS SHARE MODE')
    let isDone = false
    const rebuilding = rebuildRollups().then(() => {
      isDone = true
    })
    await expect.poll(waiting, { interval: 10 }).toBe(1)
    expect((await countLogins({})).count).toBe(1)
    expect(isDone).toBe(false)
    await reader.query('COMMIT')
    await rebuilding
  } finally {
    await reader.end()
  }
})

async function waiting(): Promise<number> {
  const rows = await services.query(`
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE datname = current_database() AND mode = 'AccessExclusiveLock' AND NOT granted`)
  return rows.length
}

it('says what stands in its way before it computes anything', async () => {
  await services.query('CREATE VIEW ours AS SELECT day, logins FROM login_days')
  const steps: string[] = []
  await expect(rebuildRollups((words) => steps.push(words))).rejects.toThrow(
    'login_days cannot be replaced: ours is built on it.',
  )
  expect(steps).toEqual([])
})

it('leaves the tables as they were made, with their indexes, options and grants', async () => {
  await applyRoles(services.databaseUrl())
  await services.query('GRANT SELECT ON login_hours TO PUBLIC')
  await services.query('ALTER TABLE login_days OWNER TO veilgate_reveal')
  await store(await makeRun(), [maskedLogin()])
  await foldAll()
  const before = await catalog()
  expect(before.join('\n')).toContain('fillfactor=70')
  expect(before.join('\n')).toContain('veilgate_worker=arwd')
  await rebuildRollups()
  expect(await catalog()).toEqual(before)
  await rebuildRollups()
  expect(await catalog()).toEqual(before)
})

async function catalog(): Promise<string[]> {
  const rows = await services.query<{ line: string }>(`
    SELECT format('%s %s %s %s ', relname, relkind, relpersistence, pg_get_userbyid(relowner)) || coalesce(reloptions::text, '')
      || ' ' || coalesce((SELECT string_agg(acl::text, ' ' ORDER BY acl::text)
                          FROM unnest(relacl) AS acl), '') AS line
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u')
    UNION ALL SELECT format('%s.%s %s %s %s %s', table_name, column_name, data_type, collation_name,
      is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public'
    ORDER BY 1`)
  return rows.map(({ line }) => line)
}
