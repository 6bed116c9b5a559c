import { TIME_DIGITS, writeCursor } from '@/lib/model/query/cursor'

/** A row of a list by time and number, as URLs name it: `<Unix ms>.<id>`. */
export type RowPlace = { ms: bigint; id: string }

/** What names a row. */
export const ROW_PLACE = new RegExp(`^${TIME_DIGITS}\\.\\d{1,18}$`)

/** Names a row of a list by time and number. @param at ISO 8601. */
export function rowPlace(at: string, id: string): string {
  return `${Date.parse(at)}.${id}`
}

/** Reads what `rowPlace` wrote. */
export function readRowPlace(text: string): RowPlace {
  const [ms = '0', id = '0'] = text.split('.')
  return { ms: BigInt(ms), id }
}

/** The cursor of the page that begins with a row: it follows the row before it in the order. */
export function cursorAtRow({ ms, id }: RowPlace, order: 'asc' | 'desc' = 'desc'): string {
  const before = BigInt(id) + (order === 'desc' ? 1n : -1n)
  return writeCursor({ towards: 'next', place: [ms, before] })
}
