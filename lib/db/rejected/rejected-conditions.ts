import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { reasonsOfField } from '@/lib/model/reject-reasons'
import { type RejectedFilter, WHOLE_MESSAGE } from '@/lib/model/rejected-groups'

/**
 * What a filter asks of rows `m` of `rejected_messages`. All but the request is in the index on
 * (rejected_at, id, state, run_id, reasons), so that walking it reads no row with its sealed body.
 */
export function rejectedConditions(filter: RejectedFilter): Prisma.Sql {
  const { runId, reason, field, state, requestId, fromMs, toMs } = filter
  const conditions = [
    runId === undefined ? null : Prisma.sql`m.run_id = ${runId}::int`,
    reason === undefined ? null : Prisma.sql`m.reasons @> ${[reason]}::text[]`,
    field === undefined ? null : Prisma.sql`m.reasons && ${reasonsOf(field)}::text[]`,
    state === undefined ? null : Prisma.sql`m.state = ${state}`,
    requestId === undefined ? null : Prisma.sql`m.settled_request = ${requestId}::bigint`,
    fromMs === undefined ? null : Prisma.sql`m.rejected_at >= ${instant(fromMs)}`,
    toMs === undefined ? null : Prisma.sql`m.rejected_at < ${instant(toMs)}`,
  ].flatMap((condition) => condition ?? [])
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ')
}

function reasonsOf(field: string): string[] {
  return reasonsOfField(field === WHOLE_MESSAGE ? null : field)
}
