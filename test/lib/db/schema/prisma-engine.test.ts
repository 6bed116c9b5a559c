import { describe, expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { withSchemaEngine } from '@/test/support/database/schema-engine'
import {
  ALL,
  catalog,
  NO_FILTERS,
  prismasList,
  run,
  wanted,
} from '@/test/support/fixtures/migrations'
import { createEmptyDatabase } from '@/test/support/services'

describe('beside Prisma’s own engine, migrateDatabase', () => {
  it('makes exactly what the Prisma schema describes', async () => {
    const url = await createEmptyDatabase()
    await migrateDatabase(url)
    expect(await catalog(url)).toEqual(await wanted())
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
})
