import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SCHEMA_VERSION } from '@/lib/db/schema/schema-version'

it('is the newest of prisma/migrations', () => {
  const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))
  expect(names.sort().at(-1)).toBe(SCHEMA_VERSION)
})
