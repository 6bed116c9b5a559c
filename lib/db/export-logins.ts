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

const ROWS_A_FETCH = 4_000

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
    await client.query('SET LOCAL cursor_tuple_fraction = 1; SET LOCAL statement_timeout = 0')
    for (const stretch of stretchesOf(query.sort, query.order, undefined)) {
      const select = Prisma.sql`
        SELECT ${COLUMNS} FROM user_logins WHERE ${allBut(query.filter)} AND ${stretch.condition}
        ORDER BY ${stretch.orderBy}`
      await client.query(`DECLARE export NO SCROLL CURSOR FOR ${select.text}`, select.values)
      for (;;) {
        const { rows } = await client.query<string[]>({
          text: `FETCH ${ROWS_A_FETCH} FROM export`,
          rowMode: 'array',
          types: AS_TEXT,
        })
        if (rows.length > 0) yield rows
        if (rows.length < ROWS_A_FETCH) break
      }
      await client.query('CLOSE export')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

const COLUMNS = Prisma.raw(
  EXPORT_COLUMNS.map((column) => {
    if (column !== 'sent_at') return column
    return `to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  }).join(', '),
)

/** Every value as Postgres writes it: a day stays a day, and nothing is parsed to be printed again. */
const AS_TEXT = { getTypeParser: () => (text: string) => text }
