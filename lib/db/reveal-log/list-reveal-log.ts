import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import type { Page } from '@/lib/model/page'
import type { RevealAction, RevealLogRow, RevealOutcome } from '@/lib/model/reveal-log'

/** Which rows of the log; all where nothing is said. */
export type RevealLogFilter = {
  userName?: string | undefined
  action?: RevealAction | undefined
  outcome?: RevealOutcome | undefined
  token?: string | undefined
  /** From this moment on. */
  from?: Date | undefined
  /** Before this moment. */
  until?: Date | undefined
}

const newestFirst = keyset<RevealLogRow>({
  columns: [{ sql: Prisma.sql`reveal_log.id`, type: 'bigint' }],
  direction: 'desc',
  placeOf: (row) => [BigInt(row.id)],
})

/** A page of the reveal log, newest first. */
export async function listRevealLog(
  query: RevealLogFilter & { limit: number; cursor?: string | null | undefined },
): Promise<Page<RevealLogRow>> {
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<RevealLogRecord[]>`
        SELECT ${REVEAL_LOG_COLUMNS} FROM reveal_log
        WHERE ${conditions(query)} AND ${where}
        ORDER BY ${orderBy} LIMIT ${limit}`
      return { rows: records.map(toRevealLogRow) }
    },
  })
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
