import { Prisma } from '@/lib/db/generated/client'
import { isLater, isOfThisLedger } from '@/lib/db/ledger/later-batches'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { COUNT_CAP, type LoginCount } from '@/lib/db/logins/count-logins'
import { conditionsOf, whereExcept } from '@/lib/db/logins/login-conditions'
import { columnsOf, inOrder, planLoginSearch } from '@/lib/db/logins/plan-login-search'
import { MAX_SEARCHED } from '@/lib/db/logins/search-logins'
import { reader } from '@/lib/db/replica/read-source'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** So many batches are added up: hours of steady ingestion. */
const MAX_BATCHES = 10_000

/**
 * Counts the matching logins that were stored after a mark of the ledger: all of them, or at least so
 * many where counting on would take long. When they were sent does not matter: a message that was
 * late is as new as any.
 * @returns null where the ledger has no such mark: it was restored, or failed over to a server that
 *   was behind, and what is new since then cannot be told.
 */
export async function countLoginsSince(
  filter: LoginFilter,
  mark: LedgerWatermark,
): Promise<LoginCount | null> {
  if (!(await isOfThisLedger(mark))) return null
  const stored = await countStored(mark)
  if (conditionsOf(filter).size === 0) return stored
  return stored.isExact && stored.count <= COUNT_CAP
    ? countOfBatches(filter, mark)
    : countNewest(filter, mark)
}

/** What was stored, whatever it is, by the ledger. */
async function countStored(mark: LedgerWatermark): Promise<LoginCount> {
  const [row] = await reader().$queryRaw<{ count: number; batches: number }[]>`
    SELECT coalesce(sum(stored), 0)::float8 AS count, count(*)::float8 AS batches
    FROM (SELECT stored FROM ingest_batches WHERE ${isLater(Prisma.sql`id`, mark)}
          LIMIT ${MAX_BATCHES}) AS batch`
  const { count = 0, batches = 0 } = row ?? {}
  return { count, isExact: batches < MAX_BATCHES }
}

/**
 * Holds the filter against all that was stored; only called where that is not much. OFFSET 0 keeps
 * Postgres from beginning with the filter, which may find far more.
 */
async function countOfBatches(filter: LoginFilter, mark: LedgerWatermark): Promise<LoginCount> {
  const [row] = await reader().$queryRaw<{ count: number }[]>`
    SELECT count(*)::float8 AS count
    FROM (SELECT * FROM user_logins WHERE ${isLater(Prisma.sql`batch_id`, mark)} OFFSET 0) AS later
    WHERE ${whereExcept(filter)}`
  return { count: row?.count ?? 0, isExact: true }
}

/** Of much that was stored, looks at the newest logins by the filter's best index. */
async function countNewest(filter: LoginFilter, mark: LedgerWatermark): Promise<LoginCount> {
  const search = await planLoginSearch(filter)
  const columns = Prisma.sql`${columnsOf(search.parts, search.source)}, batch_id`
  const newest = { where: Prisma.sql`true`, orderBy: Prisma.sql`sent_at DESC, id DESC` }
  const [row] = await reader().$queryRaw<{ searched: number; count: number }[]>`
    SELECT count(*)::float8 AS searched, (count(*) FILTER (
      WHERE ${isLater(Prisma.sql`batch_id`, mark)} AND ${search.rest}))::float8 AS count
    FROM (${inOrder(columns, search, newest, MAX_SEARCHED)}) AS login`
  const { searched = 0, count = 0 } = row ?? {}
  return { count, isExact: searched < MAX_SEARCHED }
}
