import { database } from '@/lib/db/client'
import { isHeard } from '@/lib/db/is-heard'

/** A process that has not been heard of for as long is silent. */
const SILENT_SECONDS = 15

/** How many processes that may ingest are heard of, and how many went silent without ending. */
export async function countHeardWorkers(): Promise<{ alive: number; silent: number }> {
  const [counts] = await database().$queryRaw<{ alive: number; silent: number }[]>`
    SELECT count(*) FILTER (WHERE is_heard)::int AS alive,
      count(*) FILTER (WHERE NOT is_heard)::int AS silent
    FROM (
      SELECT ${isHeard(SILENT_SECONDS)} AS is_heard
      FROM ingest_workers WHERE state <> 'ended'
    ) AS worker`
  if (counts === undefined) throw new Error('An aggregate has a row')
  return counts
}
