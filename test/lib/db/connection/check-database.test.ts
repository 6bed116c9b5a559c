import { expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'
import { provideEnv } from '@/lib/env'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { startForgetfulPooler } from '@/test/support/forgetful-pooler'
import { admin, createEmptyDatabase, useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const { query } = services

const name = () => new URL(services.databaseUrl()).pathname.slice(1)

it('finds nothing wrong with a migrated database but what the server’s machine may lose', async () => {
  await admin(`ALTER DATABASE "${name()}" SET synchronous_commit = on`)
  // The server of the tests runs without.
  expect((await checkDatabase()).warnings).toEqual([
    expect.stringMatching(
      /runs with fsync and full_page_writes off: a crash of its machine can lose/,
    ),
  ])
})

it('refuses a database that is behind the program', async () => {
  await query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [SCHEMA_VERSION])
  await expect(checkDatabase()).rejects.toThrow(
    new RegExp(
      `/${name()} \\(DATABASE_URL\\), schema public, is behind this program. Run npm run migrate.`,
    ),
  )
})

it('refuses a database that is ahead of the program', async () => {
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('x', 'x', '20990101000000_later', now())`,
  )
  await expect(checkDatabase()).rejects.toThrow(/a newer Veilgate: it has 20990101000000_later/)
})

it('takes no notice of a newer migration that was rolled back', async () => {
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at)
     VALUES ('x', 'x', '20990101000000_later', now())`,
  )
  await expect(checkDatabase()).resolves.toBeDefined()
})

it('refuses a database without tables', async () => {
  await closeDatabase()
  provideEnv({ DATABASE_URL: await createEmptyDatabase() })
  await expect(checkDatabase()).rejects.toThrow(/has no tables of Veilgate in its schema public/)
})

it.each([
  ['timezone', 'America/New_York', /TimeZone America\/New_York/],
  // In summer it is UTC.
  ['timezone', 'Atlantic/Azores', /TimeZone Atlantic\/Azores/],
  ['datestyle', 'German', /DateStyle German/],
  ['datestyle', 'SQL, DMY', /DateStyle SQL, DMY/],
])('refuses sessions whose %s is %s because a pooler asks for nothing else', async (...given) => {
  const [setting, value, words] = given
  await admin(`ALTER DATABASE "${name()}" SET ${setting} = '${value}'`)
  const pooler = await startForgetfulPooler(Number(new URL(services.databaseUrl()).port))
  try {
    const url = new URL(services.databaseUrl())
    url.port = String(pooler.port)
    await closeDatabase()
    provideEnv({ DATABASE_URL: url.href })
    await expect(checkDatabase()).rejects.toThrow(words)
  } finally {
    await closeDatabase()
    pooler.close()
  }
})

it('refuses a database that rounds numbers', async () => {
  await admin(`ALTER DATABASE "${name()}" SET extra_float_digits = -3`)
  await closeDatabase()
  await expect(checkDatabase()).rejects.toThrow(/extra_float_digits -3: it rounds numbers/)
})

it('refuses a schema without tables that has come before the one with them', async () => {
  await query('CREATE SCHEMA newer')
  await admin(`ALTER DATABASE "${name()}" SET search_path = newer, public`)
  await closeDatabase()
  await expect(checkDatabase()).rejects.toThrow(
    /has no tables of Veilgate in its schema newer.*\?schema=/,
  )
})

it('moves sequences on that stand behind their rows, and says which', async () => {
  await insertBatch(await insertRun())
  await query('ALTER SEQUENCE ingest_batches_id_seq RESTART')
  const { warnings } = await checkDatabase()
  expect(warnings.at(-1)).toMatch(/^The sequence ingest_batches_id_seq stood behind its rows/)
})

it.each(['off', 'local'])('says where synchronous_commit is %s by default', async (value) => {
  await admin(`ALTER DATABASE "${name()}" SET synchronous_commit = ${value}`)
  await closeDatabase()
  const { warnings } = await checkDatabase()
  expect(warnings.join('\n')).toContain(`has synchronous_commit ${value} by default`)
})
