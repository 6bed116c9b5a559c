import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { readSnapshot } from '@/lib/db/read-snapshot'
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
import { csvRecord } from '@/lib/format/csv'
import type { RecordFormat } from '@/lib/format/record-format'
import { MASKED_FIELDS, type SharedField } from '@/lib/model/masked-fields'
import type { SharedKind, SharedSort } from '@/lib/model/shared/shared-values'

/** The columns of an export, in order. */
export const SHARED_EXPORT_COLUMNS: Record<SharedKind, readonly string[]> = {
  device: columnsOf('device_id'),
  ip: columnsOf('ip'),
}

/** `users_in_time` is empty where the list has no time. Notes stay out: they are free text. */
function columnsOf(field: SharedField): readonly string[] {
  const { column, sharing } = MASKED_FIELDS[field]
  const counts = ['users', 'users_in_time', 'logins', sharing.otherCount]
  const figures = [column, ...counts, 'first_seen', 'last_seen']
  return [...figures, 'review', 'assignee']
}

/**
 * All shared devices, or IPs, of a filter in their order, as of one moment: the logins that come in
 * meanwhile move them about in the list, but not in the file. See `readSnapshot`.
 */
export async function* exportShared(
  query: SharedExport,
): AsyncGenerator<ExportChunk, void, undefined> {
  const selects = [selectAll(query)]
  const tables = [SHARED_TABLES[query.kind].rollup]
  for await (const rows of readSnapshot<SharedRecord>(selects, { tables, mayLag: true })) {
    const csv = rows.map((row) => lineOf(query, row)).join('')
    yield { csv, rows: rows.length }
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

type SharedExport = SharedFilter & {
  sort: SharedSort
  order: 'asc' | 'desc'
  /** CSV, unless it says otherwise. */
  format?: RecordFormat
}

function lineOf({ kind, format }: SharedExport, row: SharedRecord): string {
  const fields = fieldsOf(row)
  if (format !== 'ndjson') return csvRecord(fields)
  const names = SHARED_EXPORT_COLUMNS[kind]
  return `${JSON.stringify(Object.fromEntries(names.map((name, at) => [name, fields[at]])))}\n`
}

function fieldsOf(row: SharedRecord): (string | number | null)[] {
  const { users, recentUsers, logins, others, firstSeen, lastSeen, mark, assignee } = row
  const [first, last] = [firstSeen.toISOString(), lastSeen.toISOString()]
  return [hideOriginal(row.token), users, recentUsers, logins, others, first, last, mark, assignee]
}
