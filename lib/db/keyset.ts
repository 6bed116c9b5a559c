import { z } from 'zod'

/** Rows in the order asked for, with the cursors of the pages before and after; null at an end. */
export type Page<Row> = { rows: Row[]; previous: string | null; next: string | null }

/**
 * A place in a list ordered by (time, id) or by id alone, and the way to read from it. Written as
 * `n.<ms>.<id>` (what follows that row) or `p.<ms>.<id>` (what comes before it).
 */
export type Cursor = { towards: 'next' | 'previous'; ms: number; id: string }

/** Parses a cursor as `writeCursor` made it. Bounds keep any number a valid timestamp and bigint. */
export const cursorSchema = z
  .string()
  .regex(/^[np]\.-?\d{1,14}\.\d{1,18}$/)
  .transform((text): Cursor => {
    const [way, ms, id] = text.split('.') as [string, string, string]
    return { towards: way === 'p' ? 'previous' : 'next', ms: Number(ms), id }
  })

/** Which way rows are read from the database, and whether to turn them round afterwards. */
export function readsDescending(order: 'newest' | 'oldest', cursor?: Cursor): boolean {
  return (order === 'newest') !== (cursor?.towards === 'previous')
}

/**
 * Makes a page of at most `limit` rows from `limit + 1` fetched ones, which tell whether more
 * follow. A page reached backwards that is not full is the first: `fetchFirst` fills it.
 */
export async function pageOf<Row>(
  fetched: Row[],
  limit: number,
  cursor: Cursor | undefined,
  place: (row: Row) => { ms: number; id: string },
  fetchFirst: () => Promise<Page<Row>>,
): Promise<Page<Row>> {
  const more = fetched.length > limit
  const rows = fetched.slice(0, limit)
  const backwards = cursor?.towards === 'previous'
  if (backwards && !more) return fetchFirst()
  if (backwards) rows.reverse()
  const first = rows[0]
  const last = rows.at(-1)
  return {
    rows,
    previous: first && cursor ? writeCursor('p', place(first)) : null,
    next: last && (more || backwards) ? writeCursor('n', place(last)) : null,
  }
}

function writeCursor(way: 'n' | 'p', { ms, id }: { ms: number; id: string }): string {
  return `${way}.${ms}.${id}`
}
