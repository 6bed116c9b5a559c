import { database } from '@/lib/db/client'

const MAX_STARTERS = 200

/** Everybody who started a run, by address or name; one index entry is read for each. */
export async function listRunStarters(): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    WITH RECURSIVE starters AS (
      (SELECT started_by FROM ingest_runs ORDER BY started_by LIMIT 1)
      UNION ALL
      SELECT (SELECT started_by FROM ingest_runs WHERE started_by > starters.started_by
              ORDER BY started_by LIMIT 1)
      FROM starters WHERE starters.started_by IS NOT NULL
    )
    SELECT started_by AS name FROM starters WHERE started_by IS NOT NULL LIMIT ${MAX_STARTERS}`
  return rows.map(({ name }) => name)
}
