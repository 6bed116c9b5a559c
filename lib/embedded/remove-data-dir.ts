import { rmSync } from 'node:fs'
import { dirname, isAbsolute, relative } from 'node:path'
import { readPostgresState } from '@/lib/embedded/postgres-state'

/**
 * Deletes a data folder that is thrown away, once nothing runs on it, and the files of its Postgres where
 * they had to lie outside of it: where we are root and the folder is closed to others.
 */
export function removeDataDir(dataDir: string): void {
  const folder = readPostgresState(dataDir)?.folder ?? ''
  const isOutside = isAbsolute(folder) && relative(dataDir, folder).startsWith('..')
  if (isOutside) rmSync(dirname(folder), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}
