import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { failureCode, UserError } from '@/lib/errors'

/**
 * Makes the data folder where it is missing. It is closed to others, except that root leaves it
 * traversable: the embedded Postgres refuses to run as root, and must reach its own folder in it.
 * @throws UserError where it can be neither made nor used.
 */
export function makeDataDir(path: string) {
  try {
    makeFolders(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new UserError(
      `The folder ${path} cannot be used (${failureCode(error)}). Set VEILGATE_DATA_DIR to a folder that this ` +
        'account can create or write to.',
    )
  }
}

function makeFolders(path: string) {
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

/**
 * The same of a file that nothing can replace.
 * @throws UserError where it exists and is damaged or unreadable.
 */
export function readPrecious<T>(path: string): T | null {
  if (!existsSync(path)) return null
  const state = readState<T>(path)
  if (state !== null) return state
  throw new UserError(`${path} is damaged or cannot be read. Restore it from a backup.`)
}

/** Replaces a small JSON file in one step, readable by its owner alone. */
export function writeState(path: string, state: unknown) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}
