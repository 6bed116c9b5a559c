import { database, replicaUrl } from '@/lib/db/client'

/**
 * A place in the write-ahead log, as Postgres writes it: two hexadecimal numbers.
 * @returns null for what is none.
 */
export function parseWalPlace(text: string | null | undefined): bigint | null {
  const [, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text ?? '') ?? []
  if (high === undefined || low === undefined) return null
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/**
 * Where the log of the primary ends: whoever has replayed it to here has all that is committed now, written
 * to disk by then or not (`synchronous_commit`). Null where there is no replica, and so nobody to wait for.
 */
export async function walPlaceNow(): Promise<string | null> {
  if (replicaUrl() === undefined) return null
  const [row] = await database().$queryRaw<{ place: string }[]>`
    SELECT pg_current_wal_insert_lsn()::text AS place`
  return row?.place ?? null
}
