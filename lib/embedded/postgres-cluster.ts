import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Account } from '@/lib/embedded/account'
import { logTail, openLog } from '@/lib/embedded/log-file'
import { clusterFolder, type PostgresState } from '@/lib/embedded/postgres-state'
import { UserError } from '@/lib/errors'

/**
 * Makes the database cluster with initdb: aside, and renamed when whole, so that a half-made one is
 * never mistaken for a database.
 * @throws UserError with initdb's last words; also where a cluster made earlier has vanished.
 */
export async function makeCluster(
  dataDir: string,
  state: PostgresState,
  account: Account | null,
  initdb: string,
) {
  const folder = clusterFolder(dataDir, state)
  if (state.made) {
    throw new UserError(
      `The embedded database was in ${folder}, and that folder is gone. Put it back, or delete ` +
        `${join(dataDir, 'postgres.json')} to start with an empty database.`,
    )
  }
  const draft = `${folder}.new`
  const passwordFile = `${folder}-password.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, state.password, { mode: 0o600 })
  if (account !== null) {
    chownSync(draft, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  try {
    const code = await run(initdb, arguments_(draft, passwordFile), dataDir, draft, account)
    if (code !== 0) throw new Error(`initdb ended with ${code}`)
    renameSync(draft, folder)
  } catch (cause) {
    throw new UserError(
      `The embedded database cannot be made in ${folder}.\n${logTail(dataDir, 'postgres')}`,
      { cause },
    )
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * Postgres opens only the clusters of its own major version, and its words for that are one line of its log.
 * @throws UserError where the cluster is of another.
 */
export function requireVersion(folder: string, majorVersion: number) {
  const made = Number.parseInt(versionOf(folder), 10)
  if (Number.isNaN(made) || made === majorVersion) return
  throw new UserError(
    `The embedded database in ${folder} was made by Postgres ${made}, and this version of Veilgate brings ` +
      `Postgres ${majorVersion}, which cannot open it. Nothing was changed. Start the version of Veilgate that ` +
      'used it last, dump its database, and restore the dump here: docs/operations.md, “Backup and restore”.',
  )
}

/** What the cluster's own file says; empty where there is none, which Postgres then complains of. */
function versionOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8')
  } catch {
    return ''
  }
}

/** PG* and locale variables of whoever starts Postgres are not meant for this one. */
export const CLEAN_ENV: NodeJS.ProcessEnv = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  NODE_ENV: 'production',
  // Windows starts no program without it.
  ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {}),
}

function arguments_(draft: string, passwordFile: string): string[] {
  return [
    ...['-D', draft, '-U', 'veilgate', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    // The same order and case rules on every machine.
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]
}

async function run(
  program: string,
  args: string[],
  dataDir: string,
  cwd: string,
  account: Account | null,
) {
  const log = openLog(dataDir, 'postgres')
  try {
    const child = spawn(program, args, {
      ...account,
      cwd,
      env: CLEAN_ENV,
      stdio: ['ignore', log, log],
    })
    return await new Promise((done, fail) => child.once('error', fail).once('exit', done))
  } finally {
    closeSync(log)
  }
}
