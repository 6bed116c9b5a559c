import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { isLater, isOfThisLedger } from '@/lib/db/ledger/later-batches'
import { type LedgerWatermark, readLedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { COUNT_CAP, type LoginCount } from '@/lib/db/logins/count-logins'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { conditionsOf, whereExcept } from '@/lib/db/logins/login-conditions'
import type { LoginRow } from '@/lib/model/login'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** What was stored since a mark of the ledger and matches a filter. */
export type LaterLogins = {
  /** Those that were sent last, newest first. */
  logins: LoginRow[]
  /** How many there are; at least so many where more was stored than is looked at. */
  arrived: LoginCount
  /** From where to go on. */
  mark: LedgerWatermark
}

/** More batches are not looked at: what was stored in them is not counted. */
const MAX_BATCHES = 1_000

/**
 * Some of the matching logins that were stored after a mark of the ledger, each login for one mark alone. Of
 * much that was stored, the newest batches are looked at.
 * @returns null where the ledger has no such mark; see `countLoginsSince`.
 */
export async function listLoginsSince(
  filter: LoginFilter,
  mark: LedgerWatermark,
  limit: number,
): Promise<LaterLogins | null> {
  if (!(await isOfThisLedger(mark))) return null
  const next = await readLedgerWatermark()
  const batches = await listBatchesBetween(mark, next)
  const looked = newestOf(batches)
  if (looked.length === 0) return { logins: [], arrived: { count: 0, isExact: true }, mark: next }
  const { logins, count } = await search(filter, looked, limit)
  const isAll = looked.length === batches.length && batches.length < MAX_BATCHES
  const stored = batches.reduce((sum, batch) => sum + batch.stored, 0)
  const isOfAll = conditionsOf(filter).size === 0
  return {
    logins,
    // What was stored, whatever it is, the ledger knows.
    arrived: isOfAll
      ? { count: stored, isExact: batches.length < MAX_BATCHES }
      : { count, isExact: isAll },
    mark: next,
  }
}

type Batch = { id: string; stored: number }

/** Those that were committed between two marks, the newest first. */
function listBatchesBetween(mark: LedgerWatermark, next: LedgerWatermark): Promise<Batch[]> {
  const id = Prisma.sql`id`
  return database().$queryRaw<Batch[]>`
    SELECT id::text AS id, stored FROM ingest_batches
    WHERE ${isLater(id, mark)} AND NOT ${isLater(id, next)} AND stored > 0
    ORDER BY ingest_batches.id DESC LIMIT ${MAX_BATCHES}`
}

/** As many as hold no more logins than are looked at; one in any case. */
function newestOf(batches: readonly Batch[]): string[] {
  let logins = 0
  const found: string[] = []
  for (const { id, stored } of batches) {
    logins += stored
    if (found.length > 0 && logins > COUNT_CAP) break
    found.push(id)
  }
  return found
}

/** OFFSET 0 keeps Postgres from beginning with the filter, which may find far more. */
async function search(filter: LoginFilter, batchIds: string[], limit: number) {
  const records = await database().$queryRaw<(LoginRecord & { matching: number })[]>`
    SELECT ${LOGIN_COLUMNS}, (count(*) OVER ())::float8 AS matching
    FROM (SELECT * FROM user_logins WHERE batch_id = ANY(${batchIds}::bigint[]) OFFSET 0) AS user_logins
    WHERE ${whereExcept(filter)}
    ORDER BY user_logins.sent_at DESC, user_logins.id DESC LIMIT ${limit}`
  return {
    logins: records.map(({ matching: _, ...record }) => toLoginRow(record)),
    count: records[0]?.matching ?? 0,
  }
}
