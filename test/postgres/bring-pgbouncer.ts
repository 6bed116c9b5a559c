import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Brought, CACHE, run } from '@/test/postgres/bring-postgres'

/** What Debian's PgBouncer needs that a machine may lack. */
const PACKAGES = ['pgbouncer', 'libc-ares2', 'libevent-2.1-7']

/**
 * The machine's own PgBouncer; else Debian's, unpacked where it harms nothing: neither installing it nor
 * root is needed.
 * @returns with the folder of the libraries that it needs, where it is not the machine's own.
 */
export async function bringPgBouncer(): Promise<Brought & { libraries?: string }> {
  const own = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/sbin')
    .map((folder) => join(folder, 'pgbouncer'))
    .find(isProgram)
  if (own !== undefined) return { path: own }
  const folder = join(CACHE, 'pgbouncer')
  const path = join(folder, 'usr/sbin/pgbouncer')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const failure =
      (await run('apt-get', ['download', ...PACKAGES], folder)) ?? (await unpack(folder))
    if (failure !== null)
      return { missing: `there is no pgbouncer in PATH, nor by apt-get: ${failure}` }
  }
  const libraries = readdirSync(join(folder, 'usr/lib'))
    .map((name) => join(folder, 'usr/lib', name))
    .find((each) => readdirSync(each).some((name) => name.startsWith('libcares')))
  return { path, ...(libraries === undefined ? {} : { libraries }) }
}

async function unpack(folder: string): Promise<string | null> {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.deb'))) {
    const failure = await run('dpkg', ['-x', name, '.'], folder)
    if (failure !== null) return failure
  }
  return null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
