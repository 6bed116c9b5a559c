import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { conditionsOf, type FilterDimension } from '@/lib/db/logins/login-conditions'
import { countedRows, isRolledUp, type RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** Logins of one device, IP, user or run are counted to here when a search is planned. */
export const PROBE_LIMIT = 2_000

/** How many logins each dimension matches, in one round trip. */
export async function measureDimensions(
  filter: LoginFilter,
  dimensions: FilterDimension[],
  db: Reader,
): Promise<Map<FilterDimension, number>> {
  const asked = dimensions.map(
    (dimension) => Prisma.sql`${size(filter, dimension)} AS ${Prisma.raw(`"${dimension}"`)}`,
  )
  const [row] = await db.$queryRaw<Record<string, number>[]>`
    SELECT ${Prisma.join(asked)}`
  return new Map(dimensions.map((dimension) => [dimension, row?.[dimension] ?? 0]))
}

function size(filter: LoginFilter, dimension: FilterDimension): Prisma.Sql {
  const conditions = conditionsOf(filter)
  const time = conditions.get('sent_at') ?? Prisma.sql`true`
  if (isRolledUp(dimension)) {
    const alone = { [dimension]: filter[dimension as RolledUpKey] }
    return Prisma.sql`(SELECT coalesce(sum(logins), 0)::float8 FROM login_days
      WHERE ${countedRows(alone)} AND ${days(filter)})`
  }
  if (dimension === 'risk') {
    return Prisma.sql`(SELECT count(*)::float8 FROM (
      SELECT sent_at FROM (SELECT login_sent_at AS sent_at FROM login_risks) AS risky
      WHERE ${time} LIMIT ${PROBE_LIMIT + 1}) AS probed)`
  }
  const condition = conditions.get(dimension) as Prisma.Sql
  const probe = Prisma.sql`(SELECT count(*)::float8 FROM (
    SELECT 1 FROM user_logins WHERE ${condition} AND ${time} LIMIT ${PROBE_LIMIT + 1}) AS probed)`
  if (dimension === 'sent_at') {
    return Prisma.sql`CASE WHEN ${probe} <= ${PROBE_LIMIT} THEN ${probe} ELSE ${PROBE_LIMIT} + (
      SELECT coalesce(sum(logins), 0)::float8 FROM login_days
      WHERE ${countedRows({})} AND ${days(filter)}) END`
  }
  // All days: what a version has in some of them is not kept, and its order matters alone.
  if (dimension === 'app_version') {
    return Prisma.sql`(SELECT coalesce(sum(logins), 0)::float8 FROM login_versions WHERE ${condition})`
  }
  if (dimension !== 'run_id') return probe
  // A run may be small or nearly everything: its ledger knows about how many, by some of its batches.
  return Prisma.sql`CASE WHEN ${probe} <= ${PROBE_LIMIT} THEN ${probe} ELSE ${PROBE_LIMIT} + coalesce((
    SELECT (max(id) - min(id) + 1)::float8 FROM ingest_batches WHERE ${condition}) * (
    SELECT avg(stored)::float8 FROM (
      SELECT stored FROM ingest_batches WHERE ${condition} LIMIT 50) AS batch), 0) END`
}

function days({ fromMs, toMs }: LoginFilter): Prisma.Sql {
  const day = (ms: number) => Prisma.sql`${new Date(ms).toISOString().slice(0, 10)}::date`
  return Prisma.join(
    [
      fromMs === undefined ? Prisma.sql`true` : Prisma.sql`day >= ${day(fromMs)}`,
      toMs === undefined ? Prisma.sql`true` : Prisma.sql`day <= ${day(toMs)}`,
    ],
    ' AND ',
  )
}
