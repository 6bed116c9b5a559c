import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { ownEnv } from '@/lib/env'

const MEMORY = '/dev/shm'
/** A whole run takes less than one. */
const LEAST_BYTES = 4 * 1024 ** 3

/**
 * Where a run of the tests makes its folder: in memory where there is enough of it and no TMPDIR says where else. A
 * copy of the tests' database is 300 files, made and deleted 500 times: on a disk, with ext4, that and the truncating of
 * tables took a fifth of the run's processor time. The consoles of the browser tests wait for the disk at each commit.
 */
export function runsRoot(): string {
  return ownEnv().TMPDIR === undefined && freeBytes() >= LEAST_BYTES ? MEMORY : tmpdir()
}

function freeBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, process.availableMemory())
  } catch {
    return 0
  }
}
