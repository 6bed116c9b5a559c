import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export type Migration = {
  name: string
  script: string
  /** As Prisma computes it: SHA-256 of the script, in hex. */
  checksum: string
}

/** prisma/migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = resolve(import.meta.dirname, '../../../prisma/migrations')
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}
