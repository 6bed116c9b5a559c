import { readRevealLog } from '@/lib/db/reveal-log/read-reveal-log'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'

/** The newest rows of the reveal log, newest first. */
export async function newestRows(limit: number): Promise<CountedRow[]> {
  const all: CountedRow[] = []
  for await (const rows of readRevealLog()) all.push(...rows)
  return all.toReversed().slice(0, limit)
}
