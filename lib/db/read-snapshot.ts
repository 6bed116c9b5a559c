import type pg from 'pg'
import { REPLICA, replicaUrl } from '@/lib/db/client'
import { connect, type Where } from '@/lib/db/connection/connection'
import type { Prisma } from '@/lib/db/generated/client'
import { NO_TRANSACTION_TIMEOUT } from '@/lib/db/no-transaction-timeout'
import { isOnReplica, leaveAfter } from '@/lib/db/replica/read-source'

const ROWS_A_FETCH = 1_000
/** The first thousand rows may take a sort of all. */
const FETCH_DEADLINE_MS = 5 * 60_000
/** A reader that asks for no more rows for so long is gone: its snapshot would hold VACUUM back. */
export const READER_TIMEOUT_MS = 60_000

/**
 * The rows of some queries, one query after the other, all as of one moment: what changes meanwhile
 * neither moves a row past the reader nor shows it twice. They come a thousand at a time, so that
 * what is held in memory does not grow with what is read. Ending the iteration early closes the
 * connection; so does, with an error, a reader that asks for no more rows for a minute. What Postgres writes
 * of times as text is in UTC.
 * @param tables those that a rebuild replaces: locked before the moment is chosen, since one chosen
 *   while a table is replaced sees nothing in the new one.
 * @param mayLag whether a replica may be read, for whoever reads from one (see `reader`). Where that fails
 *   before the first rows are there, the primary is read; afterwards the rows could be of two moments, and
 *   the export fails.
 */
export async function* readSnapshot<Row extends object>(
  selects: Prisma.Sql[],
  options: Options = {},
): AsyncGenerator<Row[], void, undefined> {
  const url = options.mayLag && isOnReplica() ? replicaUrl() : undefined
  if (url !== undefined) {
    let isBegun = false
    try {
      for await (const rows of readFrom<Row>({ url, variable: REPLICA }, selects, options)) {
        isBegun = true
        yield rows
      }
      return
    } catch (error) {
      if (isBegun || !leaveAfter(error)) throw error
    }
  }
  yield* readFrom<Row>(null, selects, options)
}

type Options = { tables?: Prisma.Sql[]; timeoutMs?: number; mayLag?: boolean }

async function* readFrom<Row extends object>(
  replica: Where | null,
  selects: Prisma.Sql[],
  { tables = [], timeoutMs = READER_TIMEOUT_MS }: Options,
): AsyncGenerator<Row[], void, undefined> {
  const client = await connect({ deadlineMs: FETCH_DEADLINE_MS, replica })
  // What a connection says when it breaks between two queries; the next query does not know why.
  let brokenBy: unknown
  client.on('error', (error) => {
    brokenBy ??= error
  })
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    for (const { text } of tables) await client.query(`LOCK TABLE ${text} IN ACCESS SHARE MODE`)
    // It is read to its end, by whatever plan does that soonest.
    await client.query('SET LOCAL cursor_tuple_fraction = 1')
    await client.query(`SET LOCAL statement_timeout = 0; ${NO_TRANSACTION_TIMEOUT}`)
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${Math.ceil(timeoutMs)}`)
    for (const select of selects) {
      await client.query(`DECLARE export NO SCROLL CURSOR FOR ${select.text}`, select.values)
      // The next rows are on their way while these are written.
      let next = fetchRows<Row>(client)
      for (;;) {
        const { rows } = await next
        const isLast = rows.length < ROWS_A_FETCH
        if (!isLast) {
          next = fetchRows<Row>(client)
          next.catch(() => undefined)
        }
        if (rows.length > 0) yield rows
        if (isLast) break
      }
      await client.query('CLOSE export')
    }
  } catch (error) {
    throw brokenBy ?? error
  } finally {
    await client.end().catch(() => undefined)
  }
}

function fetchRows<Row extends object>(client: pg.Client) {
  return client.query<Row>(`FETCH ${ROWS_A_FETCH} FROM export`)
}
