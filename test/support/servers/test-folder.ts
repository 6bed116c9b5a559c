import { chmodSync, mkdirSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const VARIABLE = 'VEILGATE_TEST_FOLDER'
const MEMORY = '/dev/shm'
/** A whole run takes less than one. */
const LEAST_BYTES = 4 * 1024 ** 3

/**
 * Where a run of the tests makes its folder: in memory where there is enough of it and no TMPDIR says where else. A
 * copy of the tests' database is 300 files, made and deleted 500 times: on a disk, with ext4, that and the truncating of
 * tables took a fifth of the run's processor time.
 */
export function runsRoot(): string {
  return process.env.TMPDIR === undefined && freeBytes() >= LEAST_BYTES ? MEMORY : tmpdir()
}

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

function freeBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, process.availableMemory())
  } catch {
    return 0
  }
}
