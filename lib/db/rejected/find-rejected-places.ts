import { database } from '@/lib/db/client'
import { rowPlace } from '@/lib/model/query/row-place'

/** The places of rejected messages in their list, by id; those that are gone are left out. */
export async function findRejectedPlaces(ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {}
  const rows = await database().$queryRaw<{ id: string; at: Date }[]>`
    SELECT id::text AS id, rejected_at AS at FROM rejected_messages
    WHERE id = ANY(${ids}::bigint[])`
  return Object.fromEntries(rows.map(({ id, at }) => [id, rowPlace(at.toISOString(), id)]))
}
