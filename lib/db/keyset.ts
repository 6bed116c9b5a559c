import {
  type KeysetColumn,
  type KeysetRange,
  rangesFrom,
  readsBackwards,
} from '@/lib/db/keyset-ranges'
import { type Cursor, type Place, readCursor, writeCursor } from '@/lib/model/query/cursor'
import type { Page } from '@/lib/model/query/page'

/** What a list is ordered by: all columns in one direction, the last one unique. */
type KeysetOrder<Row> = {
  columns: readonly KeysetColumn[]
  direction: 'asc' | 'desc'
  placeOf: (row: Row) => Place
}

type PageRequest<Row> = {
  cursor?: string | null | undefined
  limit: number
  /**
   * Reads so many rows of a range. A read that stops before, having looked at as many as it may, says
   * at which place.
   */
  read: (
    range: KeysetRange & { limit: number },
  ) => Promise<{ rows: Row[]; stoppedAt?: Place | null }>
}

/** A page, and the place where a bounded search stopped before the page was full. */
type KeysetPage<Row> = Page<Row> & { stoppedAt: Place | null }

/**
 * Reads a list page by page without OFFSET: each page begins at a place in the order, which the
 * cursors of the page before it name. One row more than a page holds tells whether another follows.
 */
export function keyset<Row>(order: KeysetOrder<Row>) {
  return { pageOf: (request: PageRequest<Row>) => pageOf(order, request) }
}

async function pageOf<Row>(
  order: KeysetOrder<Row>,
  request: PageRequest<Row>,
): Promise<KeysetPage<Row>> {
  const { limit } = request
  const cursor = await decode(order, request.cursor)
  const { rows, stoppedAt } = await readRanges(order, cursor, request)
  const hasMore = rows.length > limit
  // A page that was reached backwards and is not full is the first one: read as such, it is filled.
  if (cursor?.towards === 'previous' && !hasMore && stoppedAt === null) {
    return pageOf(order, { ...request, cursor: null })
  }
  const shown = rows.slice(0, limit)
  const lastRead = shown.at(-1)
  const firstRead = shown[0]
  const backwards = readsBackwards(cursor)
  const [ahead, behind] = backwards ? PREVIOUS_FIRST : NEXT_FIRST
  const end = hasMore && lastRead ? order.placeOf(lastRead) : stoppedAt
  const onward = end && (await encode(order, { towards: ahead, place: end }))
  let back: string | null = null
  if (cursor !== undefined && cursor.towards !== 'last') {
    // An empty page is read again from its far end: the row at the cursor itself belongs to it.
    const place = firstRead ? order.placeOf(firstRead) : (stoppedAt ?? cursor.place)
    back = await encode(order, { towards: behind, place })
  }
  return {
    rows: backwards ? shown.reverse() : shown,
    previous: backwards ? onward : back,
    next: backwards ? back : onward,
    stoppedAt: hasMore ? null : stoppedAt,
  }
}

const NEXT_FIRST = ['next', 'previous'] as const
const PREVIOUS_FIRST = ['previous', 'next'] as const

async function decode<Row>(
  { columns }: KeysetOrder<Row>,
  text: string | null | undefined,
): Promise<Cursor | undefined> {
  const cursor = readCursor(text ?? '', columns)
  if (cursor === null) return undefined
  if (cursor.towards === 'last') return cursor
  const place = await Promise.all(
    cursor.place.map((value, at) => {
      const names = columns[at]?.names
      return names && typeof value === 'string' ? names.valueOf(value) : value
    }),
  )
  const isGone = place.some((value, at) => value === null && cursor.place[at] !== null)
  return isGone ? undefined : { ...cursor, place }
}

async function encode<Row>(
  { columns }: KeysetOrder<Row>,
  { towards, place }: Exclude<Cursor, { towards: 'last' }>,
): Promise<string> {
  const named = place.map((value, at) => {
    const names = columns[at]?.names
    return names && typeof value === 'string' ? names.nameOf(value) : value
  })
  return writeCursor({ towards, place: await Promise.all(named) })
}

/** Reads the ranges one after the other until one row more than the page holds is found. */
async function readRanges<Row>(
  order: KeysetOrder<Row>,
  cursor: Cursor | undefined,
  { limit, read }: PageRequest<Row>,
): Promise<{ rows: Row[]; stoppedAt: Place | null }> {
  const rows: Row[] = []
  for (const range of rangesFrom(order.columns, order.direction, cursor)) {
    const found = await read({ ...range, limit: limit + 1 - rows.length })
    rows.push(...found.rows)
    if (rows.length > limit) break
    if (found.stoppedAt) return { rows, stoppedAt: found.stoppedAt }
  }
  return { rows, stoppedAt: null }
}
