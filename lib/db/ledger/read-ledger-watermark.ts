import { reader } from '@/lib/db/replica/read-source'

/**
 * How far the ledger was when something was read. Batches are numbered before they are committed, so
 * some below the newest may still be on their way: these are `missing`. Ids as decimal text; `key` is
 * what the newest is known by, since a restored database gives its number out again. Null before the
 * first batch.
 */
export type LedgerWatermark = { newest: string; key: string | null; missing: string[] }

/** A batch is committed within seconds of its number, or never: numbers further back are gaps. */
const LOOKED_BACK = 1_000
export const MAX_MISSING = 100

/** Reads the mark that `countLoginsSince` counts from. */
export async function readLedgerWatermark(): Promise<LedgerWatermark> {
  const [mark] = await reader().$queryRaw<LedgerWatermark[]>`
    WITH newest AS (SELECT coalesce(max(id), 0) AS id FROM ingest_batches)
    SELECT newest.id::text AS newest,
      (SELECT key::text FROM ingest_batches WHERE id = newest.id) AS key, ARRAY(
      SELECT number::text
      FROM generate_series(newest.id, greatest(1, newest.id - ${LOOKED_BACK}::bigint), -1) AS number
      WHERE NOT EXISTS (SELECT FROM ingest_batches AS batch WHERE batch.id = number)
      ORDER BY number DESC LIMIT ${MAX_MISSING}) AS missing
    FROM newest`
  return mark ?? { newest: '0', key: null, missing: [] }
}
