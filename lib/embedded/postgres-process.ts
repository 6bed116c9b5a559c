import { spawn } from 'node:child_process'
import { closeSync, readFileSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Account } from '@/lib/embedded/account'
import { logTail, openLog } from '@/lib/embedded/log-file'
import { CLEAN_ENV } from '@/lib/embedded/postgres-cluster'
import { clusterFolder, type PostgresState, postgresUrl } from '@/lib/embedded/postgres-state'
import { processIdentity, programName } from '@/lib/embedded/process-identity'
import { failureCode, UserError } from '@/lib/errors'

/** How long a server that was started may be silent. */
const START_SECONDS = 120
/** How long one may say that it is starting: crash recovery of a large database takes its time. */
const RECOVERY_SECONDS = 3_600
const ATTEMPTS = 10
const ASK_INTERVAL_MS = 50
/** Whoever waits longer wants to know what for. */
const TOLD_AFTER_MS = 10_000

/** `starting`: it recovers from a crash, or is on its way down, and says so. */
export type PostgresAnswer = 'answers' | 'starting' | 'silent'

/**
 * Runs the server on a cluster and waits until it answers.
 * @throws UserError with its last words; also where it is starting for very long, and is left to that: recovery
 *   that is cut off begins anew.
 */
export async function launchPostgres(
  dataDir: string,
  state: PostgresState,
  account: Account | null,
  program: string,
  settings: Record<string, string>,
) {
  const folder = clusterFolder(dataDir, state)
  const args = ['-D', folder, '-h', '127.0.0.1', '-p', String(state.port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const log = openLog(dataDir, 'postgres')
    // Detached: Ctrl-C goes to every process of the terminal, and this one has to outlive the
    // batches that the others are still storing.
    const child = spawn(program, args, {
      ...account,
      cwd: folder,
      env: CLEAN_ENV,
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    const exit = new Promise<'ended'>((done) => {
      child.once('error', () => done('ended')).once('exit', () => done('ended'))
    })
    const answer = untilAnswers(() => askPostgres(state, 'postgres'), START_SECONDS)
    const outcome = await Promise.race([exit, answer]).catch((error) => {
      child.kill('SIGQUIT')
      throw error
    })
    if (outcome === 'answers' || outcome === 'starting') {
      child.removeAllListeners()
      child.unref()
      if (outcome === 'answers') return
      throw new UserError(stillStarting(dataDir))
    }
    child.kill('SIGQUIT')
    // A killed predecessor may linger for a second or two, and with it its hold on the folder.
    if (!/lock file|shared memory|in use/.test(logTail(dataDir, 'postgres'))) break
    await sleep(500)
  }
  throw new UserError(
    `The embedded Postgres does not start.\n${logTail(dataDir, 'postgres')}\n` +
      `Its log is ${join(dataDir, 'logs', 'postgres.log')}.`,
  )
}

/** The server that runs on a cluster, by its pid file. One left by a dead server is removed. */
export function runningPostgres(folder: string): { pid: number; port: number } | null {
  const path = join(folder, 'postmaster.pid')
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (processIdentity(pid) !== null && mayServe(folder, pid))
      return { pid, port: Number(lines[3]) }
    // Postgres itself would take any living process with that id for its predecessor.
    unlinkSync(path)
  } catch {
    // No file, no server.
  }
  return null
}

/** Ids are reused: the process may be anything, the server of another cluster included. */
function mayServe(folder: string, pid: number): boolean {
  // Windows tells no names.
  if (process.platform === 'win32') return true
  return programName(pid).startsWith('postgres') && mayWorkIn(folder, pid)
}

/** A server works in the folder of its cluster. False only where it is known to be another. */
function mayWorkIn(folder: string, pid: number): boolean {
  try {
    const [its, ours] = [statSync(`/proc/${pid}/cwd`), statSync(folder)]
    return its.ino === ours.ino && its.dev === ours.dev
  } catch {
    // Not Linux, or a container in which root may not look.
    return true
  }
}

const WRONG_PASSWORD = '28P01'
const CANNOT_CONNECT_NOW = '57P03'

/**
 * What the server of this state says to whoever connects.
 * @throws UserError where it answers, and does not let us in.
 */
export async function askPostgres(state: PostgresState, database: string): Promise<PostgresAnswer> {
  const client = new pg.Client({
    connectionString: postgresUrl(state, database),
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'answers'
  } catch (error) {
    const code = failureCode(error)
    if (code === CANNOT_CONNECT_NOW) return 'starting'
    if (code !== WRONG_PASSWORD) return 'silent'
    throw new UserError(
      'The embedded Postgres rejects the password in postgres.json (in the data folder). Restore that file from a backup.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Asks until a server answers, or is gone. One that says that it is starting is waited for, however long that takes
 * within an hour.
 * @param silentSeconds how long it may say nothing.
 * @returns what it said last.
 */
export async function untilAnswers<Other extends string = never>(
  ask: () => Promise<PostgresAnswer | Other>,
  silentSeconds: number,
): Promise<PostgresAnswer | Other> {
  const startedMs = performance.now()
  let heardMs = startedMs
  let isTold = false
  for (;;) {
    const answer = await ask()
    if (answer !== 'starting' && answer !== 'silent') return answer
    const nowMs = performance.now()
    if (answer === 'starting') heardMs = nowMs
    if (answer === 'starting' && !isTold && nowMs - startedMs > TOLD_AFTER_MS) {
      process.stderr.write(
        'The embedded Postgres is still starting; it may be recovering from a crash.\n',
      )
      isTold = true
    }
    if (nowMs - heardMs > silentSeconds * 1_000) return answer
    if (nowMs - startedMs > RECOVERY_SECONDS * 1_000) return answer
    await sleep(ASK_INTERVAL_MS)
  }
}

/** What is said of a server that has been starting for very long. */
export function stillStarting(dataDir: string): string {
  return (
    `The embedded Postgres has been starting for ${RECOVERY_SECONDS / 60} minutes; it may be recovering from a crash. ` +
    'It keeps running, and nothing was changed. Try again later.\n' +
    logTail(dataDir, 'postgres')
  )
}
