import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes the data folder where it is missing. It is closed to others, except that root leaves it
 * traversable: the embedded Postgres refuses to run as root, and must reach its own folder in it.
 */
export function makeDataDir(path: string) {
  // Not `mode`: with `recursive` it would close the parents it makes as well.
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) {
    mkdirSync(path)
    chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700)
  }
  if (!existsSync(join(path, 'logs'))) {
    mkdirSync(join(path, 'logs'), { mode: 0o700 })
  }
}

/** A small JSON file of ours; null where it is missing or unreadable. */
export function readState<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return null
  }
}

/** Replaces a small JSON file in one step, readable by its owner alone. */
export function writeState(path: string, state: unknown) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}
