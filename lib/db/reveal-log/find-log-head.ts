import { database } from '@/lib/db/client'
import type { LogHead } from '@/lib/model/reveal/reveal-log-anchor'

/** The newest row of the reveal log; null where it is empty. */
export async function findLogHead(): Promise<LogHead | null> {
  const row = await database().revealLogEntry.findFirst({
    orderBy: { id: 'desc' },
    select: { id: true, hash: true },
  })
  return row === null ? null : { id: String(row.id), hash: row.hash }
}
