import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'

/** Notes that this process uses the embedded services of a data folder. Call it under the lock. */
export function joinServices(dataDir: string) {
  mkdirSync(folder(dataDir), { recursive: true })
  writeFileSync(mine(dataDir), processIdentity(process.pid) ?? '', { mode: 0o600 })
}

/** Takes the note away. @returns whether no living process uses them any more. */
export function leaveServices(dataDir: string): boolean {
  rmSync(mine(dataDir), { force: true })
  let inUse = false
  for (const name of readdirSync(folder(dataDir))) {
    const path = join(folder(dataDir), name)
    if (isRunning(readFileSync(path, 'utf8'))) inUse = true
    // A process that was killed could not take its note away.
    else rmSync(path, { force: true })
  }
  return !inUse
}

function folder(dataDir: string) {
  return join(dataDir, 'in-use')
}

function mine(dataDir: string) {
  return join(folder(dataDir), String(process.pid))
}
