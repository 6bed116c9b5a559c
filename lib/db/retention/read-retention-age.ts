import { database } from '@/lib/db/client'

/**
 * How long ago a night's retention last came to its end, or, before the first time, was first begun; in
 * seconds, by the database's clock. Null where it never was.
 */
export async function readRetentionAge(): Promise<number | null> {
  const [row] = await database().$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM now() - completed_at)::float8 AS seconds FROM retention_progress`
  return row?.seconds ?? null
}
