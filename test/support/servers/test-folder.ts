import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const VARIABLE = 'VEILGATE_TEST_FOLDER'

/** Lets the folders of the tests' own be made within the one of the run, which takes them along at its end. */
export function keepFoldersIn(runFolder: string): void {
  const folder = join(runFolder, 'folders')
  mkdirSync(folder)
  // Servers of another account have theirs in there.
  chmodSync(folder, 0o711)
  process.env[VARIABLE] = folder
}

/** A new folder for files of a test: within that of the run, where there is one. */
export function makeTestFolder(prefix: string): string {
  return mkdtempSync(join(process.env[VARIABLE] ?? tmpdir(), prefix))
}
