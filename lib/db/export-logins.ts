import type pg from 'pg'
import { csvRecord } from '@/lib/csv'
import { connect } from '@/lib/db/connection'
import { Prisma } from '@/lib/db/generated/client'
import { allBut } from '@/lib/db/login-conditions'
import { stretchesOf } from '@/lib/db/login-order'
import type { LoginSort } from '@/lib/login-cursor'
import type { LoginFilter } from '@/lib/logins-query'

/** The columns of an export, in order. */
export const EXPORT_COLUMNS = [
  'sent_at',
  'user_id',
  'device_type',
  'masked_ip',
  'masked_device_id',
  'locale',
  'app_version_text',
  'app_version',
  'create_date',
  'message_id',
  'run_id',
] as const

/** Whole lines of a CSV file. */
export type ExportChunk = { csv: string; rows: number }

const ROWS_A_FETCH = 1_000

/**
 * All logins of a filter in their order, as of one moment, a thousand at a time: what is held in
 * memory does not grow with what is exported. Ending the iteration early closes the cursor.
 */
export async function* exportLogins(query: {
  filter: LoginFilter
  sort: LoginSort
  order: 'asc' | 'desc'
}): AsyncGenerator<ExportChunk, void, undefined> {
  const client = await connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // An export is read to its end, by whatever plan does that soonest.
    await client.query('SET LOCAL cursor_tuple_fraction = 1')
    await client.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'`,
    )
    for (const stretch of stretchesOf(query.sort, query.order, undefined)) {
      const select = Prisma.sql`
        SELECT ROW(${COLUMNS})::text FROM user_logins WHERE ${allBut(query.filter)} AND ${stretch.condition}
        ORDER BY ${stretch.orderBy}`
      await client.query(`DECLARE export NO SCROLL CURSOR FOR ${select.text}`, select.values)
      // The next rows are on their way while these are written.
      let next = fetchRows(client)
      for (;;) {
        const { rows } = await next
        const isLast = rows.length < ROWS_A_FETCH
        if (!isLast) {
          next = fetchRows(client)
          next.catch(() => undefined)
        }
        let csv = ''
        for (const [row] of rows) csv += csvLine(row as string)
        if (rows.length > 0) yield { csv, rows: rows.length }
        if (isLast) break
      }
      await client.query('CLOSE export')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

function fetchRows(client: pg.Client) {
  return client.query<string[]>({ text: `FETCH ${ROWS_A_FETCH} FROM export`, rowMode: 'array' })
}

const COLUMNS = Prisma.raw(EXPORT_COLUMNS.join(', '))

/** The CSV line of a row as Postgres writes it whole, one text being far cheaper than eleven. */
function csvLine(row: string): string {
  const plain = PLAIN_ROW.exec(row)
  if (plain === null) return csvRecord(fieldsOf(row))
  const [, day, time, fraction = '.', others] = plain
  return `${day}T${time}${fraction.padEnd(4, '0')}Z${others}\r\n`
}

const TIME = String.raw`(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,3})?\+00`
/** A row whose every field is as `csvField` leaves it: most are. */
const PLAIN_ROW = new RegExp(
  String.raw`^\("${TIME}"((?:,(?:[A-Za-z0-9][\w.:-]*)?){${EXPORT_COLUMNS.length - 1}})\)$`,
)

/** The fields of `(one,"two ""quoted""",)`; one of which nothing is written is null. */
function fieldsOf(row: string): (string | null)[] {
  const fields = [...row.matchAll(/[(,](?:"((?:[^"\\]|""|\\\\)*)"|([^",()\\]*))/gy)].map(
    ([, quoted, bare]) => quoted?.replace(/""|\\\\/g, (twice) => twice.charAt(0)) ?? (bare || null),
  )
  return fields.map((field, at) => (at === 0 && field !== null ? toIso(field) : field))
}

/** `2026-11-21 10:00:00.12+00` → `2026-11-21T10:00:00.120Z`; here at a tenth of to_char's cost. */
function toIso(text: string): string {
  const [, day, time, fraction = '.'] = new RegExp(`^${TIME}$`).exec(text) ?? []
  return day === undefined ? text : `${day}T${time}${fraction.padEnd(4, '0')}Z`
}
