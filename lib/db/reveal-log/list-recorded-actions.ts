import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import {
  firstRowOf,
  mostLookedAt,
  type RecordedActionFilter,
  rangeOf,
  siftOf,
} from '@/lib/db/reveal-log/recorded-action-conditions'
import {
  COUNTED_COLUMNS,
  type CountedRecord,
  toCountedRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import type { Page } from '@/lib/model/query/page'
import type { RowPlace } from '@/lib/model/query/row-place'
import { MAX_ROWS_OF_ACTION, type RecordedAction } from '@/lib/model/reveal/recorded-action'

const newestFirst = keyset<RecordedAction>({
  columns: [
    { sql: Prisma.sql`head.at`, type: 'time' },
    { sql: Prisma.sql`head.id`, type: 'bigint' },
  ],
  direction: 'desc',
  placeOf: ({ id, rows }) => [BigInt(Date.parse(rows[0]?.at ?? '')), BigInt(id)],
})

/** A page of recorded actions, and the time back to which they were searched where not to their end. */
export type RecordedActionPage = Page<RecordedAction> & { searchedTo: string | null }

/**
 * A page of the reveal log, folded: an action each, newest first. What fits a filter is looked for among
 * so many rows at a time, as nothing but people and times has an index: see `mostLookedAt`.
 */
export async function listRecordedActions(
  query: RecordedActionFilter & { limit: number; cursor?: string | null | undefined },
): Promise<RecordedActionPage> {
  const { stoppedAt, ...page } = await newestFirst.pageOf({
    limit: query.limit,
    cursor: query.cursor,
    read: async (range) => {
      const rows = await readRange(query, range)
      return { rows, stoppedAt: rows.length < range.limit ? await findStop(query, range) : null }
    },
  })
  return { ...page, searchedTo: stoppedAt && new Date(Number(stoppedAt[0])).toISOString() }
}

/** The place of the action that a row of the log belongs to, which is that of its first row; null where there is none. */
export async function findActionOfRow(id: string): Promise<RowPlace | null> {
  const [first] = await database().$queryRaw<{ id: string; at: Date }[]>`
    SELECT head.id::text AS id, head.at FROM reveal_log AS head WHERE head.id = (
      SELECT ${firstRowOf(Prisma.sql`reveal_log`)} FROM reveal_log WHERE id = ${id}::bigint)`
  return first ? { id: first.id, ms: BigInt(first.at.getTime()) } : null
}

type Range = KeysetRange & { limit: number }

async function readRange(filter: RecordedActionFilter, { where, orderBy, limit }: Range) {
  const records = await database().$queryRaw<(CountedRecord & { head: string })[]>`
    WITH found AS MATERIALIZED (
      SELECT head.id, head.at, head.action FROM (
        SELECT head.id, head.at, head.action, ${siftOf(filter)} AS fits FROM reveal_log AS head
        WHERE ${rangeOf(filter)} AND ${where} ORDER BY ${orderBy} LIMIT ${mostLookedAt(filter)}) AS head
      WHERE fits ORDER BY ${orderBy} LIMIT ${limit}
    )
    SELECT head.id::text AS head, part.* FROM found AS head CROSS JOIN LATERAL (
      (SELECT ${COUNTED_COLUMNS} FROM reveal_log WHERE reveal_log.id = head.id)
      UNION ALL
      (SELECT ${COUNTED_COLUMNS} FROM reveal_log WHERE request_id = head.id
       ORDER BY reveal_log.action <> head.action, reveal_log.id LIMIT ${MAX_ROWS_OF_ACTION - 1})
    ) AS part
    ORDER BY ${orderBy}, part.id <> head.id::text, part.action <> head.action, part.id::bigint`
  const actions = new Map<string, RecordedAction>()
  for (const { head, ...record } of records) {
    const action = actions.get(head) ?? { id: head, rows: [] }
    action.rows.push(toCountedRow(record))
    actions.set(head, action)
  }
  return [...actions.values()]
}

/** The place of the last row that was looked at; null where all were. */
async function findStop(filter: RecordedActionFilter, { where, orderBy }: Range) {
  const [last] = await database().$queryRaw<{ id: bigint; at: Date }[]>`
    SELECT id, at FROM (
      SELECT head.id, head.at, row_number() OVER (ORDER BY ${orderBy}) AS place FROM (
        SELECT head.id, head.at FROM reveal_log AS head
        WHERE ${rangeOf(filter)} AND ${where} ORDER BY ${orderBy} LIMIT ${mostLookedAt(filter)}) AS head
    ) AS numbered WHERE place = ${mostLookedAt(filter)}`
  return last ? [BigInt(last.at.getTime()), last.id] : null
}
