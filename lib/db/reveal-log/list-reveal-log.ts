import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Cursor, type Page, pageOf, readsDescending } from '@/lib/db/keyset'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import type { RevealAction, RevealLogRow, RevealOutcome } from '@/lib/model/reveal-log'

/** Which rows of the log; all where nothing is said. */
export type RevealLogFilter = {
  userName?: string
  action?: RevealAction
  outcome?: RevealOutcome
  token?: string
  /** From this moment on. */
  from?: Date
  /** Before this moment. */
  until?: Date
}

/** A page of the reveal log, newest first. */
export async function listRevealLog(
  query: RevealLogFilter & { limit: number; cursor?: Cursor },
): Promise<Page<RevealLogRow>> {
  const descending = readsDescending('newest', query.cursor)
  const { cursor } = query
  const place = cursor
    ? descending
      ? Prisma.sql`AND id < ${cursor.id}::bigint`
      : Prisma.sql`AND id > ${cursor.id}::bigint`
    : Prisma.empty
  const records = await database().$queryRaw<RevealLogRecord[]>`
    SELECT ${REVEAL_LOG_COLUMNS} FROM reveal_log
    WHERE ${conditions(query)} ${place}
    ORDER BY reveal_log.id ${descending ? Prisma.sql`DESC` : Prisma.empty}
    LIMIT ${query.limit + 1}`
  return pageOf(
    records.map(toRevealLogRow),
    query.limit,
    cursor,
    (row) => ({ ms: Date.parse(row.at), id: row.id }),
    () => listRevealLog({ ...query, cursor: undefined }),
  )
}

/** The filtered log whole, oldest first, a page at a time: for an export. */
export async function* readRevealLog(filter: RevealLogFilter = {}): AsyncGenerator<RevealLogRow[]> {
  for (let afterId = '0'; ; ) {
    const records = await database().$queryRaw<RevealLogRecord[]>`
      SELECT ${REVEAL_LOG_COLUMNS} FROM reveal_log
      WHERE ${conditions(filter)} AND id > ${afterId}::bigint
      ORDER BY reveal_log.id LIMIT 1000`
    const last = records.at(-1)
    if (last === undefined) return
    afterId = last.id
    yield records.map(toRevealLogRow)
  }
}

function conditions(filter: RevealLogFilter): Prisma.Sql {
  const { userName, action, outcome, token, from, until } = filter
  const all = [Prisma.sql`true`]
  if (userName !== undefined) all.push(Prisma.sql`user_name = ${userName}`)
  if (action !== undefined) all.push(Prisma.sql`action = ${action}`)
  if (outcome !== undefined) all.push(Prisma.sql`outcome = ${outcome}`)
  if (token !== undefined) all.push(Prisma.sql`${token} = ANY(tokens)`)
  if (from !== undefined) all.push(Prisma.sql`at >= ${from}`)
  if (until !== undefined) all.push(Prisma.sql`at < ${until}`)
  return Prisma.join(all, ' AND ')
}
