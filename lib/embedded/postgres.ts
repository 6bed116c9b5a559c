import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresAccount } from '@/lib/embedded/account'
import { freePort } from '@/lib/embedded/free-port'
import { postgresBinaries } from '@/lib/embedded/postgres-binaries'
import { makeCluster, requireVersion } from '@/lib/embedded/postgres-cluster'
import {
  askPostgres,
  launchPostgres,
  runningPostgres,
  stillStarting,
  untilAnswers,
} from '@/lib/embedded/postgres-process'
import { memorySettings } from '@/lib/embedded/postgres-settings'
import {
  clusterFolder,
  newPostgresState,
  type PostgresState,
  postgresUrl,
  readPostgresState,
  writePostgresState,
} from '@/lib/embedded/postgres-state'
import { processIdentity } from '@/lib/embedded/process-identity'
import { UserError } from '@/lib/errors'

const STOP_SECONDS = 20

/**
 * Starts the embedded Postgres of a data folder, or adopts the one that runs there already.
 * `throwaway` trades the safety of its data for speed, and `home` is the package of another version, for tests.
 * @throws UserError where it cannot be started; the message ends with its last words.
 */
export async function startPostgres(
  dataDir: string,
  { throwaway = false, home }: { throwaway?: boolean; home?: string | undefined } = {},
): Promise<{ url: string; folder: string }> {
  const account = postgresAccount()
  const state = readPostgresState(dataDir) ?? newPostgresState(dataDir, account)
  const folder = clusterFolder(dataDir, state)
  if (await adopt(dataDir, folder, state)) return { url: postgresUrl(state), folder }

  const binaries = postgresBinaries(account, home)
  writePostgresState(dataDir, state)
  if (existsSync(folder)) requireVersion(folder, binaries.majorVersion)
  else await makeCluster(dataDir, state, account, binaries.initdb)
  state.made = true
  state.port = await freePort(state.port || undefined)
  writePostgresState(dataDir, state)
  await launchPostgres(dataDir, state, account, binaries.postgres, {
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A log line may not quote what a statement or a row said: it could be personal data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...memorySettings(),
    // Fewer checkpoints under steady ingestion: after each, every page touched is logged whole.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Disks of today find a page about as fast as the one after it.
    random_page_cost: '1.1',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  })
  await createDatabase(state)
  return { url: postgresUrl(state), folder }
}

/** Stops the embedded Postgres of a data folder; one that does not run is fine too. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const state = readPostgresState(dataDir)
  const pid = state === null ? null : runningPostgres(clusterFolder(dataDir, state))?.pid
  if (!pid) return
  // SIGINT is its "fast" shutdown: sessions are ended, everything is written.
  const steps = [
    ['SIGINT', STOP_SECONDS],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const
  for (const [signal, seconds] of steps) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const deadlineMs = performance.now() + seconds * 1_000
    for (; performance.now() < deadlineMs; await sleep(20)) {
      if (processIdentity(pid) === null) return
    }
  }
}

/** Whether a server runs on the cluster that we can use; then `state` has its port. */
async function adopt(dataDir: string, folder: string, state: PostgresState): Promise<boolean> {
  // It may be on its way up, or down.
  const answer = await untilAnswers(async () => {
    const found = runningPostgres(folder)
    if (found === null) return 'gone'
    // A file being written has no port yet.
    state.port = found.port || state.port
    return found.port > 0 ? askPostgres(state, 'postgres') : 'silent'
  }, STOP_SECONDS)
  if (answer === 'gone') return false
  if (answer === 'starting') throw new UserError(stillStarting(dataDir))
  if (answer === 'silent') {
    throw new UserError(
      `The embedded Postgres in ${folder} (process ${runningPostgres(folder)?.pid}) runs but does ` +
        'not answer. End that process and start again.',
    )
  }
  await createDatabase(state)
  return true
}

async function createDatabase(state: PostgresState) {
  if ((await askPostgres(state, 'veilgate')) === 'answers') return
  const client = new pg.Client({ connectionString: postgresUrl(state, 'postgres') })
  await client.connect()
  try {
    await client.query('CREATE DATABASE veilgate')
  } finally {
    await client.end()
  }
}
