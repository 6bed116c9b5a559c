import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import { rangesFrom } from '@/lib/db/keyset-ranges'
import { whereExcept } from '@/lib/db/logins/login-conditions'
import { loginOrder } from '@/lib/db/logins/login-order'
import { LOGINS } from '@/lib/db/logins/plan-login-search'
import { readSnapshot } from '@/lib/db/read-snapshot'
import { RISKY_LOGINS } from '@/lib/db/risks/risk-source'
import { csvRecord } from '@/lib/format/csv'
import type { RecordFormat } from '@/lib/format/record-format'
import { EXPORTED_FIELDS } from '@/lib/model/login-field-list'
import { MASKED_COLUMNS } from '@/lib/model/masked-fields'
import type { LoginSort } from '@/lib/model/query/login-cursor'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { TOKEN_PATTERN } from '@/lib/model/token'

/** The columns of an export, in order. */
export const EXPORT_COLUMNS: readonly string[] = EXPORTED_FIELDS.map(({ column }) => column)

/** Whole lines of a file: of a CSV file, or of NDJSON. */
export type ExportChunk = { csv: string; rows: number }

/** All logins of a filter in their order, as of one moment: see `readSnapshot`. */
export async function* exportLogins(query: {
  filter: LoginFilter
  sort: LoginSort
  order: 'asc' | 'desc'
  /** CSV, unless it says otherwise. */
  format?: RecordFormat
}): AsyncGenerator<ExportChunk, void, undefined> {
  const selects = rangesFrom(loginOrder(query.sort), query.order).map(
    (range) => Prisma.sql`
      SELECT ROW(${COLUMNS})::text AS whole FROM ${query.sort === 'risk' ? RISKY_LOGINS : LOGINS}
      WHERE ${whereExcept(query.filter)} AND ${range.where} ORDER BY ${range.orderBy}`,
  )
  const lineOf = query.format === 'ndjson' ? ndjsonLine : csvLine
  for await (const rows of readSnapshot<{ whole: string }>(selects, { mayLag: true })) {
    let csv = ''
    for (const { whole } of rows) csv += lineOf(whole)
    yield { csv, rows: rows.length }
  }
}

const COLUMNS = Prisma.raw(EXPORT_COLUMNS.join(', '))

/** The CSV line of a row as Postgres writes it whole, one text being far cheaper than eleven. */
function csvLine(row: string): string {
  const plain = PLAIN_ROW.exec(row)
  if (plain === null) return csvRecord(fieldsOf(row))
  const [, day, time, fraction = '.', others] = plain
  return `${day}T${time}${fraction.padEnd(4, '0')}Z${others}\r\n`
}

/** The same as an object, whose numbers are numbers. */
function ndjsonLine(row: string): string {
  const record = Object.fromEntries(
    fieldsOf(row).map((field, at) => {
      const { column = '', type } = EXPORTED_FIELDS[at] ?? {}
      return [column, field !== null && type === 'int' ? Number(field) : field]
    }),
  )
  return `${JSON.stringify(record)}\n`
}

const TIME = String.raw`(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,3})?\+00`
const PLAIN = String.raw`,(?:[A-Za-z0-9][\w.:-]*)?`
const TOKEN = `,(?:${TOKEN_PATTERN})?`
/** A row whose every field is as `csvField` leaves it, and whose masked ones are tokens: most are. */
const PLAIN_ROW = new RegExp(
  String.raw`^\("${TIME}"(${EXPORT_COLUMNS.slice(1)
    .map((column) => (MASKED_COLUMNS.has(column) ? TOKEN : PLAIN))
    .join('')})\)$`,
)

/** The fields of `(one,"two ""quoted""",)`; one of which nothing is written is null. */
function fieldsOf(row: string): (string | null)[] {
  const fields = [...row.matchAll(/[(,](?:"((?:[^"\\]|""|\\\\)*)"|([^",()\\]*))/gy)].map(
    ([, quoted, bare]) => quoted?.replace(/""|\\\\/g, (twice) => twice.charAt(0)) ?? (bare || null),
  )
  return fields.map((field, at) => {
    if (field === null) return null
    if (at === 0) return toIso(field)
    return MASKED_COLUMNS.has(EXPORT_COLUMNS[at] ?? '') ? hideOriginal(field) : field
  })
}

/** `2026-11-21 10:00:00.12+00` → `2026-11-21T10:00:00.120Z`; here at a tenth of to_char's cost. */
function toIso(text: string): string {
  const [, day, time, fraction = '.'] = new RegExp(`^${TIME}$`).exec(text) ?? []
  return day === undefined ? text : `${day}T${time}${fraction.padEnd(4, '0')}Z`
}
