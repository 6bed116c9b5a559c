import { database } from '@/lib/db/client'

/** Asks the database for an answer. @returns how long it took, in milliseconds. */
export async function pingDatabase(): Promise<number> {
  const startedAtMs = performance.now()
  await database().$queryRaw`SELECT 1`
  return performance.now() - startedAtMs
}
