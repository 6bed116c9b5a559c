import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { UserError } from '@/lib/errors'

/** The account that the embedded Postgres runs as. */
export type Account = { uid: number; gid: number }

/**
 * `nobody` where we are root, which Postgres refuses to run as; null where it runs as ourselves.
 * @throws UserError where we are root on a machine without `nobody`.
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch (cause) {
    throw new UserError(
      'Postgres does not run as root, and this machine has no account `nobody` to run it as. ' +
        'Start as an ordinary user, or set DATABASE_URL.',
      { cause },
    )
  }
}

/** Whether an account that is neither owner nor in the group can get to a folder. */
export function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Lets everybody read a tree that holds no secrets. */
export function openToOthers(path: string) {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  const open = stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644
  chmodSync(path, open)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToOthers(join(path, name))
}

/**
 * A folder outside the clone, for what cannot lie in it. Not one that others can write to: whoever
 * plants files there would run as us.
 */
export function outsideFolder(): string {
  const mine = process.getuid?.() ?? 0
  const candidates =
    mine === 0
      ? ['/var/lib/veilgate', '/var/tmp/veilgate']
      : [join(homedir(), '.cache/veilgate'), `/var/tmp/veilgate-${mine}`]
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true })
      const stat = lstatSync(folder)
      if (stat.isDirectory() && stat.uid === mine && (stat.mode & 0o022) === 0) {
        if (mine !== 0 || isReachable(folder)) return folder
      }
    } catch {
      // Try the next.
    }
  }
  throw new UserError(
    `The embedded Postgres needs a folder that it can reach, and none of ${candidates.join(', ')} ` +
      'can be used. Set VEILGATE_DATA_DIR to a folder that others may pass through, or DATABASE_URL.',
  )
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim())
}
