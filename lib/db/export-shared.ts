import { csvRecord } from '@/lib/csv'
import type { ExportChunk } from '@/lib/db/export-logins'
import { Prisma } from '@/lib/db/generated/client'
import {
  filters,
  isMarked,
  marked,
  type SharedQuery,
  sharedColumns,
  sortColumn,
} from '@/lib/db/list-shared'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { SHARED_TABLES } from '@/lib/db/shared-tables'
import type { ReviewMark, SharedKind } from '@/lib/shared-things'

/** The columns of an export, in order. */
export const SHARED_EXPORT_COLUMNS: Record<SharedKind, readonly string[]> = {
  device: ['masked_device_id', 'users', 'logins', 'ips', 'first_seen', 'last_seen', 'review'],
  ip: ['masked_ip', 'users', 'logins', 'devices', 'first_seen', 'last_seen'],
}

/**
 * All shared devices, or IPs, of a filter in their order, as of one moment: the logins that come in
 * meanwhile move them about in the list, but not in the file. See `readSnapshot`.
 */
export async function* exportShared(
  query: Omit<SharedQuery, 'cursor' | 'limit' | 'mostSearched'>,
): AsyncGenerator<ExportChunk, void, undefined> {
  const selects = [selectAll({ ...query, limit: 0 })]
  const tables = [SHARED_TABLES[query.kind].rollup]
  for await (const rows of readSnapshot<SharedRecord>(selects, { tables })) {
    const csv = rows.map((row) => csvRecord(fieldsOf(query.kind, row))).join('')
    yield { csv, rows: rows.length }
  }
}

function selectAll(query: SharedQuery): Prisma.Sql {
  const { kind, sort, order } = query
  const from = isMarked(query) ? Prisma.sql`(${marked(query)})` : SHARED_TABLES[kind].rollup
  const way = order === 'desc' ? Prisma.sql`DESC` : Prisma.empty
  return Prisma.sql`
    SELECT ${sharedColumns(kind)} FROM ${from} AS t WHERE ${Prisma.join(filters(query), ' AND ')}
    ORDER BY t.${sortColumn(kind, sort)} ${way}, t.token ${way}`
}

type SharedRecord = {
  token: string
  users: number
  logins: number
  others: number
  firstSeen: Date
  lastSeen: Date
  mark: ReviewMark | null
}

function fieldsOf(kind: SharedKind, row: SharedRecord): (string | number | null)[] {
  const { token, users, logins, others, firstSeen, lastSeen, mark } = row
  const fields = [token, users, logins, others, firstSeen.toISOString(), lastSeen.toISOString()]
  return kind === 'device' ? [...fields, mark] : fields
}
