import { readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'
import { UserError } from '@/lib/errors'

const WAIT_SECONDS = 180
/** A lock without a name in it is one being written, unless it stays so. */
const NAMELESS_MS = 5_000

/**
 * Does `work` while no other process holds the lock file. A lock whose process has died is taken.
 * @throws UserError where a living process holds it for minutes.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = processIdentity(process.pid) ?? String(process.pid)
  const deadlineMs = performance.now() + WAIT_SECONDS * 1_000
  while (!take(path, mine)) {
    removeStale(path)
    if (performance.now() > deadlineMs) {
      throw new UserError(
        `Another process (${read(path)?.split('@')[0] ?? 'unknown'}) has been holding ${path} for ` +
          `${WAIT_SECONDS} seconds. End it, or delete that file if no such process runs.`,
      )
    }
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    if (read(path) === mine) unlinkSync(path)
  }
}

function take(path: string, mine: string): boolean {
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function removeStale(path: string) {
  const holder = read(path)
  if (holder === null || (holder === '' ? ageMs(path) < NAMELESS_MS : isRunning(holder))) return
  // Whoever renames it has it: two processes that find the same stale lock cannot both remove it,
  // and one that moved a living lock by mistake puts it back.
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    const moved = read(aside)
    if (moved !== holder && moved !== null) writeFileSync(path, moved, { flag: 'wx', mode: 0o600 })
    unlinkSync(aside)
  } catch {
    // Another process was quicker.
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}
