import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readState } from '@/lib/embedded/data-dir'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { processIdentity } from '@/lib/embedded/process-identity'
import type { PostgresServer } from '@/test/support/servers/postgres-server'

const STOP_SECONDS = 60

/** Stops every process of a Postgres server. @returns what lets them go on. */
export function hangPostgres({ folder }: PostgresServer): () => void {
  const pid = runningPostgres(folder)?.pid
  if (pid === undefined) throw new Error('Postgres does not run.')
  // The postmaster first: it starts no other meanwhile.
  process.kill(pid, 'SIGSTOP')
  const pids = [pid, ...childrenOf(pid)]
  for (const each of pids) signal(each, 'SIGSTOP')
  return once(() => {
    for (const each of pids.toReversed()) signal(each, 'SIGCONT')
  })
}

/** Ends a Postgres server without a checkpoint: it recovers at its next start. */
export async function stopPostgresImmediately({ folder }: PostgresServer): Promise<void> {
  const pid = runningPostgres(folder)?.pid
  if (pid === undefined) return
  process.kill(pid, 'SIGQUIT')
  for (const deadline = Date.now() + STOP_SECONDS * 1_000; processIdentity(pid) !== null; ) {
    if (Date.now() > deadline) throw new Error('Postgres does not stop.')
    await sleep(50)
  }
}

/** Stops the embedded queue's process. @returns what lets it go on. */
export function hangQueue(dataDir: string): () => void {
  const state = readState<{ process: string | null }>(join(dataDir, 'queue.json'))
  const pid = Number(state?.process?.split('@')[0])
  if (!(pid > 0)) throw new Error('The queue does not run.')
  process.kill(pid, 'SIGSTOP')
  return once(() => signal(pid, 'SIGCONT'))
}

/** Ids of processes are used again: later, it would be another that is told to go on. */
function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid]) => pid as number)
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT') {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
