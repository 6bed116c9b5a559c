import { copyFileSync, openSync, readFileSync, renameSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

const ROTATE_BYTES = 5_000_000

/** Opens an embedded service's log for appending, setting a long one aside. @returns its descriptor. */
export function openLog(dataDir: string, name: string): number {
  const path = join(dataDir, 'logs', `${name}.log`)
  try {
    if (statSync(path).size > ROTATE_BYTES) renameSync(path, `${path}.1`)
  } catch {
    // There is none yet.
  }
  return openSync(path, 'a', 0o600)
}

/**
 * Sets the log of a service that runs aside once it is long, and empties it: a service keeps its descriptor, and
 * appends. What it writes in between is lost. With the one before, a log has two such lengths at most.
 */
export function boundLog(dataDir: string, name: string, maxBytes = ROTATE_BYTES): void {
  const path = join(dataDir, 'logs', `${name}.log`)
  try {
    if (statSync(path).size <= maxBytes) return
    copyFileSync(path, `${path}.1`)
    truncateSync(path)
  } catch {
    // There is none, or no room for another: it is tried again.
  }
}

/** The last lines of an embedded service's log. */
export function logTail(dataDir: string, name: string, lines = 8): string {
  try {
    const text = readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8')
    return text.trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}
