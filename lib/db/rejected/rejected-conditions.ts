import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { reasonsOfField } from '@/lib/model/reject-reasons'
import {
  MAX_LOOKED_AT,
  type RejectedFilter,
  WHOLE_MESSAGE,
} from '@/lib/model/rejected/rejected-groups'

/** All that a filter asks of rows `m` of `rejected_messages`. */
export function rejectedConditions(filter: RejectedFilter): Prisma.Sql {
  return Prisma.sql`${rangeOf(filter)} AND ${siftOf(filter)}`
}

/** What an index begins with: the run, the time, the request. */
function rangeOf({ runId, requestId, fromMs, toMs }: RejectedFilter): Prisma.Sql {
  return all([
    runId === undefined ? null : Prisma.sql`m.run_id = ${runId}::int`,
    requestId === undefined ? null : Prisma.sql`m.settled_request = ${requestId}::bigint`,
    fromMs === undefined ? null : Prisma.sql`m.rejected_at >= ${instant(fromMs)}`,
    toMs === undefined ? null : Prisma.sql`m.rejected_at < ${instant(toMs)}`,
  ])
}

/** What messages are looked at for, one by one. */
function siftOf({ reason, field, state }: RejectedFilter): Prisma.Sql {
  return all([
    reason === undefined ? null : Prisma.sql`m.reasons @> ${[reason]}::text[]`,
    field === undefined ? null : Prisma.sql`m.reasons && ${reasonsOf(field)}::text[]`,
    state === undefined ? null : Prisma.sql`m.state = ${state}`,
  ])
}

type Look = {
  where?: Prisma.Sql
  orderBy?: Prisma.Sql
  /** How many at most. */
  limit?: number
}

/**
 * The messages of a filter's run, time or request, in order, as far as they are looked at: rows `m` with
 * rejected_at, id, state, run_id and reasons, and whether each fits the rest of the filter. An index has
 * all of these, so that no row with its sealed body is read.
 */
export function lookedAt(
  filter: RejectedFilter,
  { where = Prisma.sql`true`, orderBy = NEWEST_FIRST, limit = MAX_LOOKED_AT }: Look = {},
): Prisma.Sql {
  return Prisma.sql`(
    SELECT m.rejected_at, m.id, m.state, m.run_id, m.reasons, ${siftOf(filter)} AS fits
    FROM rejected_messages m WHERE ${rangeOf(filter)} AND ${where}
    ORDER BY ${orderBy} LIMIT ${limit}) m`
}

const NEWEST_FIRST = Prisma.sql`m.rejected_at DESC, m.id DESC`

/** Whether a filter asks for more than an index begins with. */
export function isSifted({ reason, field, state }: RejectedFilter): boolean {
  return (reason ?? field ?? state) !== undefined
}

function all(conditions: (Prisma.Sql | null)[]): Prisma.Sql {
  const asked = conditions.flatMap((condition) => condition ?? [])
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, ' AND ')
}

function reasonsOf(field: string): string[] {
  return reasonsOfField(field === WHOLE_MESSAGE ? null : field)
}
