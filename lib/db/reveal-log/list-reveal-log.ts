import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import type { Page } from '@/lib/model/query/page'
import type { CountedRow, RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'

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

const newestFirst = keyset<CountedRow>({
  columns: [{ sql: Prisma.sql`reveal_log.id`, type: 'bigint' }],
  direction: 'desc',
  placeOf: (row) => [BigInt(row.id)],
})

/** A page of the reveal log, newest first. */
export async function listRevealLog(
  query: RevealLogFilter & { limit: number; cursor?: string | null | undefined },
): Promise<Page<CountedRow>> {
  return newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async ({ where, orderBy, limit }) => {
      const records = await database().$queryRaw<CountedRecord[]>`
        SELECT ${REVEAL_LOG_COLUMNS}, ${TIMES} FROM reveal_log
        WHERE ${conditions(query)} AND ${where}
        ORDER BY ${orderBy} LIMIT ${limit}`
      return { rows: records.map(toCountedRow) }
    },
  })
}

/** The filtered log whole, oldest first, a page at a time: for an export. */
export async function* readRevealLog(filter: RevealLogFilter = {}): AsyncGenerator<CountedRow[]> {
  for (let afterId = '0'; ; ) {
    const records = await database().$queryRaw<CountedRecord[]>`
      SELECT ${REVEAL_LOG_COLUMNS}, ${TIMES} FROM reveal_log
      WHERE ${conditions(filter)} AND id > ${afterId}::bigint
      ORDER BY reveal_log.id LIMIT 1000`
    const last = records.at(-1)
    if (last === undefined) return
    afterId = last.id
    yield records.map(toCountedRow)
  }
}

type CountedRecord = RevealLogRecord & { times: number }

/** One row stands for all refusals of its kind, of one account, in one minute. */
const TIMES = Prisma.sql`
  coalesce((SELECT count FROM refusal_counts WHERE row_id = reveal_log.id), 1)::float8 AS times`

function toCountedRow({ times, ...record }: CountedRecord): CountedRow {
  return { ...toRevealLogRow(record), times }
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
