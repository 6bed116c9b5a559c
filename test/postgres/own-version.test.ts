import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** What test:postgres runs, and what that starts servers with. */
const FOLDERS = ['test/lib/db', 'test/scenarios', 'test/support']
/** These choose the version: by what the suite brought, or the embedded one where it brought none. */
const CHOOSING = ['global-setup', 'servers/own-postgres', 'servers/postgres-cluster'].map(
  (name) => `test/support/${name}.ts`,
)

it('every server of the scenarios is of the version that test:postgres brings', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const embedded = files.filter((path) =>
    /\bstartPostgres\(|\bpostgresBinaries\((?!.*POSTGRES_HOME)/.test(readFileSync(path, 'utf8')),
  )
  expect(embedded.filter((path) => !CHOOSING.includes(path))).toEqual([])
  expect(embedded).toContain('test/support/global-setup.ts')
})
