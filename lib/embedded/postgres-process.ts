import { spawn } from 'node:child_process'
import { closeSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Account } from '@/lib/embedded/account'
import { logTail, openLog } from '@/lib/embedded/log-file'
import { CLEAN_ENV } from '@/lib/embedded/postgres-cluster'
import { clusterFolder, type PostgresState, postgresUrl } from '@/lib/embedded/postgres-state'
import { processIdentity, programName } from '@/lib/embedded/process-identity'
import { failureCode, UserError } from '@/lib/errors'

/** Crash recovery of a large database takes its time. */
const START_SECONDS = 120
const ATTEMPTS = 10

/**
 * Runs the server on a cluster and waits until it answers.
 * @throws UserError with its last words.
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
    const outcome = await Promise.race([exit, untilAnswers(state)]).catch((error) => {
      child.kill('SIGQUIT')
      throw error
    })
    if (outcome === 'answers') {
      child.removeAllListeners()
      child.unref()
      return
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
    const runs = processIdentity(pid) !== null
    // Windows tells no names.
    if (runs && (programName(pid).startsWith('postgres') || process.platform === 'win32')) {
      return { pid, port: Number(lines[3]) }
    }
    // Postgres itself would take any living process with that id for its predecessor.
    unlinkSync(path)
  } catch {
    // No file, no server.
  }
  return null
}

const WRONG_PASSWORD = '28P01'

/**
 * Whether the server of this state answers.
 * @throws UserError where it does, and does not let us in.
 */
export async function postgresAnswers(state: PostgresState, database: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: postgresUrl(state, database),
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if (failureCode(error) !== WRONG_PASSWORD) return false
    throw new UserError(
      'The embedded Postgres rejects the password in postgres.json (in the data folder). Restore that file from a backup.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function untilAnswers(state: PostgresState): Promise<'answers' | 'silent'> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; ) {
    if (await postgresAnswers(state, 'postgres')) return 'answers'
    await sleep(50)
  }
  return 'silent'
}
