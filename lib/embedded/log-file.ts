import { openSync, readFileSync, renameSync, statSync } from 'node:fs'
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

/** The last lines of an embedded service's log. */
export function logTail(dataDir: string, name: string, lines = 8): string {
  try {
    const text = readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8')
    return text.trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}
