import { Prisma } from '@/lib/db/generated/client'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { toSharedRow } from '@/lib/db/shared/list-shared'
import {
  asksForReview,
  reviewedValues,
  type SharedFilter,
  type SharedRecord,
  sharedColumns,
  sharedConditions,
  sharedSortColumn,
} from '@/lib/db/shared/shared-conditions'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { SharedRow, SharedSort } from '@/lib/model/shared/shared-values'

type SharedExport = SharedFilter & { sort: SharedSort; order: 'asc' | 'desc' }

/**
 * All shared devices, or IPs, of a filter in their order, as of one moment: the logins that come in
 * meanwhile move them about in the list, but not in the file. See `readSnapshot`.
 */
export async function* exportShared(
  query: SharedExport,
): AsyncGenerator<SharedRow[], void, undefined> {
  const selects = [selectAll(query)]
  const tables = [SHARED_TABLES[query.kind].rollup]
  for await (const records of readSnapshot<SharedRecord>(selects, { tables, mayLag: true })) {
    yield records.map(toSharedRow)
  }
}

function selectAll(query: SharedExport): Prisma.Sql {
  const { kind, sort, order } = query
  const from = asksForReview(query)
    ? Prisma.sql`(${reviewedValues(query)})`
    : SHARED_TABLES[kind].rollup
  const way = order === 'desc' ? Prisma.sql`DESC` : Prisma.empty
  return Prisma.sql`
    SELECT ${sharedColumns(query, null)} FROM ${from} AS t WHERE ${Prisma.join(sharedConditions(query), ' AND ')}
    ORDER BY t.${sharedSortColumn(kind, sort)} ${way}, t.token ${way}`
}
