import type pg from 'pg'
import { connect } from '@/lib/db/connection'
import { Prisma } from '@/lib/db/generated/client'
import { allBut } from '@/lib/db/login-conditions'
import { stretchesOf } from '@/lib/db/login-order'
import type { LoginSort } from '@/lib/login-cursor'
import type { LoginFilter } from '@/lib/logins-query'

/** The columns of an export, in order; each row is an array of the same length. */
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

export type ExportRow = readonly (string | null)[]

const ROWS_A_FETCH = 1_000

/**
 * All logins of a filter in their order, as of one moment, a few thousand at a time: what is held in
 * memory does not grow with what is exported. Ending the iteration early closes the cursor.
 */
export async function* exportLogins(query: {
  filter: LoginFilter
  sort: LoginSort
  order: 'asc' | 'desc'
}): AsyncGenerator<ExportRow[], void, undefined> {
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
        SELECT ${COLUMNS} FROM user_logins WHERE ${allBut(query.filter)} AND ${stretch.condition}
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
        for (const row of rows) row[0] = toIso(row[0] as string)
        if (rows.length > 0) yield rows
        if (isLast) break
      }
      await client.query('CLOSE export')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

function fetchRows(client: pg.Client) {
  return client.query<string[]>({
    text: `FETCH ${ROWS_A_FETCH} FROM export`,
    rowMode: 'array',
    types: AS_TEXT,
  })
}

const COLUMNS = Prisma.raw(EXPORT_COLUMNS.join(', '))

/** Every value as Postgres writes it: a day stays a day, and nothing is parsed to be printed again. */
const AS_TEXT = { getTypeParser: () => (text: string) => text }

/** `2026-11-21 10:00:00.12+00` → `2026-11-21T10:00:00.120Z`; done here at a tenth of to_char's cost. */
function toIso(text: string): string {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/.test(text)) return text
  const time = text.slice(11, -3)
  return `${text.slice(0, 10)}T${time.length === 8 ? `${time}.000` : time.padEnd(12, '0')}Z`
}
