import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readState, writeState } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { logTail, openLog } from '@/lib/embedded/log-file'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'
import { UserError } from '@/lib/errors'

/** What is remembered about the embedded queue, in the data folder's `queue.json`. */
type State = { port: number /** Of the process that serves it. */; process: string | null }

/** What waits is read from a file, or written to it: that may be millions of messages. */
const START_SECONDS = 120
const STOP_SECONDS = 60
const KILL_SECONDS = 10

/**
 * Starts the embedded queue of a data folder, or adopts the one that runs there already: its
 * messages are in that process's memory.
 * @throws UserError where it does not start; the message ends with its last words.
 */
export async function startQueueServer(dataDir: string): Promise<{ port: number }> {
  const path = join(dataDir, 'queue.json')
  const state = readState<State>(path)
  if (state?.process && isRunning(state.process)) {
    await untilAnswers(state.port, () => isRunning(state.process ?? ''), dataDir)
    return { port: state.port }
  }
  const port = await freePort(state?.port)
  const log = openLog(dataDir, 'queue')
  const program = resolve(import.meta.dirname, 'serve-queue.mjs')
  // Detached for the same reason as Postgres: Ctrl-C must not end it before its users.
  const child = spawn(process.execPath, [program, dataDir, String(port)], {
    cwd: dataDir,
    detached: true,
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const pid = await new Promise<number>((done, fail) => {
    child.once('error', fail)
    child.once('spawn', () => done(child.pid ?? 0))
  })
  try {
    writeState(path, { port, process: processIdentity(pid) } satisfies State)
  } catch (error) {
    // Nobody would find it again.
    child.kill('SIGKILL')
    throw error
  }
  await untilAnswers(port, () => child.exitCode === null && child.signalCode === null, dataDir)
  child.unref()
  return { port }
}

/** Whether the embedded queue of a data folder runs. */
export function queueServerRuns(dataDir: string): boolean {
  const state = readState<State>(join(dataDir, 'queue.json'))
  return Boolean(state?.process && isRunning(state.process))
}

/** Stops the embedded queue of a data folder; one that does not run is fine too. */
export async function stopQueueServer(dataDir: string): Promise<void> {
  const path = join(dataDir, 'queue.json')
  const state = readState<State>(path)
  if (!state?.process) return
  const steps = [
    ['SIGTERM', STOP_SECONDS],
    ['SIGKILL', KILL_SECONDS],
  ] as const
  for (const [signal, seconds] of steps) {
    if (!isRunning(state.process)) break
    process.kill(Number(state.process.split('@')[0]), signal)
    const deadlineMs = performance.now() + seconds * 1_000
    while (isRunning(state.process) && performance.now() < deadlineMs) await sleep(20)
  }
  writeState(path, { ...state, process: null })
}

async function untilAnswers(port: number, runs: () => boolean, dataDir: string) {
  const deadlineMs = performance.now() + START_SECONDS * 1_000
  while (runs() && performance.now() < deadlineMs) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/health`, {
        signal: AbortSignal.timeout(5_000),
      })
      if (response.ok) return
    } catch {
      // Not yet.
    }
    await sleep(30)
  }
  throw new UserError(
    `The embedded queue does not answer on port ${port}.\n${logTail(dataDir, 'queue')}`,
  )
}
