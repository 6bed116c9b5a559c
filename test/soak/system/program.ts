import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '@/test/support/sources/root'

/** How a program ended: its exit code, null where a signal ended it, and how long it took. */
export type Ending = { code: number | null; seconds: number }

/** A command of the product, in a process group of its own. */
export type Program = {
  /** What the table calls it; its log is `<name>.log`. */
  name: string
  pid: number
  isRunning(): boolean
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending>
  /** Whether it ended without being told to, and how. */
  diedBy(): string | null
}

/** Of a process that was told to end; after that it is killed. */
const TIMEOUT_SECONDS = 60

/** Starts `npm run <command>`, and has its words appended to a log. */
export function startProgram(
  name: string,
  command: string,
  { env, logPath }: { env: NodeJS.ProcessEnv; logPath: string },
): Program {
  const log = openSync(logPath, 'a', 0o600)
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', command], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let isTold = false
  let died: string | null = null
  child.once('error', ({ message }) => {
    died = message
  })
  child.once('exit', (code, signal) => {
    if (!isTold) died = signal ?? `code ${code}`
  })
  const isRunning = () => child.pid !== undefined && !hasEnded(child)
  return {
    name,
    pid: child.pid ?? 0,
    isRunning,
    diedBy: () => died,
    end: async (signal) => {
      isTold = true
      const toldAtMs = performance.now()
      if (isRunning()) signalGroup(child, signal)
      const seconds = () => (performance.now() - toldAtMs) / 1_000
      while (isRunning()) {
        await sleep(20)
        if (seconds() > TIMEOUT_SECONDS) signalGroup(child, 'SIGKILL')
      }
      return { code: child.exitCode, seconds: seconds() }
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** SIGTERM is for the command itself, which passes it on as it sees fit. */
function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') {
  if (child.pid === undefined) return
  try {
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal)
  } catch {
    // It has just ended.
  }
}
