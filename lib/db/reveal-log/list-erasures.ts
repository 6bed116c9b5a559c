import { database } from '@/lib/db/client'

/** One entry of the erasure list. */
export type ErasureRow = {
  id: number
  /** Null where `replacedBy` took its place in the logins. */
  userId: string | null
  /** Null in entries of earlier versions. */
  userHash: string | null
  replacedBy: string | null
  /** ISO 8601, UTC. */
  erasedAt: string
  erasedBy: string
  reason: string
  ticket: string | null
  rows: number
  vaultRows: number
}

/** The newest entries of the erasure list. */
export async function listErasures(limit: number): Promise<ErasureRow[]> {
  const rows = await database().erasure.findMany({ orderBy: { id: 'desc' }, take: limit })
  return rows.map((row) => ({ ...row, erasedAt: row.erasedAt.toISOString() }))
}
