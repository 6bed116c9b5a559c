import { listDistinct } from '@/lib/db/list-distinct'

const MAX_STARTERS = 200

/** Everybody who started a run, by address or name. */
export function listRunStarters(): Promise<string[]> {
  return listDistinct('ingest_runs', 'started_by', MAX_STARTERS)
}
