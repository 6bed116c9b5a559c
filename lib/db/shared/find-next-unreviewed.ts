import { reader } from '@/lib/db/replica/read-source'
import { listShared } from '@/lib/db/shared/list-shared'
import { type SharedFilter, sharedSortColumn } from '@/lib/db/shared/shared-conditions'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { writeCursor } from '@/lib/model/query/cursor'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedSort } from '@/lib/model/shared/shared-values'

type Order = Omit<SharedFilter, 'mark'> & { sort: SharedSort; order: 'asc' | 'desc' }

/** Itself may be among them, and what is hidden, which has no page. */
const LOOKED_AT = 10
/** A page that finds nothing looks at a few hundred. */
const MAX_PAGES = 3

/**
 * The next device, or IP, of a list that nobody has marked, after one in the list's order, and from
 * its beginning where none comes after.
 * @returns its token; null where there is none, or none within what is looked at.
 */
export async function findNextUnreviewed(list: Order, token: string): Promise<string | null> {
  const place = await cursorAfter(list, token)
  const after = place === null ? null : await findFrom(list, token, place)
  return after ?? findFrom(list, token, null)
}

async function findFrom(list: Order, token: string, from: string | null): Promise<string | null> {
  let cursor = from
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { rows, next } = await listShared({ ...list, mark: 'none', cursor, limit: LOOKED_AT })
    const found = rows.find((row) => row.token !== token && row.token !== HIDDEN_ORIGINAL)
    if (found !== undefined) return found.token
    if (next === null) return null
    cursor = next
  }
  return null
}

/** Where the list goes on after one; null where that is shared no more. */
async function cursorAfter({ kind, sort }: Order, token: string): Promise<string | null> {
  const [row] = await reader().$queryRaw<{ value: number | bigint | Date }[]>`
    SELECT ${sharedSortColumn(kind, sort)} AS value FROM ${SHARED_TABLES[kind].rollup}
    WHERE token = ${token}`
  if (row === undefined) return null
  return writeCursor({ towards: 'next', place: [BigInt(Number(row.value)), token] })
}
