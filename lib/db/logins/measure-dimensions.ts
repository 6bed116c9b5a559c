import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import {
  COLUMNS,
  type FilterDimension,
  includedOf,
  rangeOfBeginning,
  rangesOfValues,
} from '@/lib/db/logins/login-conditions'
import { countedRows, isRolledUp, type RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { excludedValues, includedValues } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** Logins of one device, IP, user or run are counted to here when a search is planned. */
export const PROBE_LIMIT = 2_000

/** Stands for the size of a dimension that no index serves. */
export const NO_INDEX = 1e15

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
  const conditions = includedOf(filter)
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
  const ranges = (dimension === 'sent_at' ? null : rangesOfValues(filter, dimension)) ?? [condition]
  if (dimension === 'sent_at') {
    const probe = probeOf(ranges, Prisma.sql`true`)
    return Prisma.sql`CASE WHEN ${probe} <= ${PROBE_LIMIT} THEN ${probe} ELSE ${PROBE_LIMIT} + (
      SELECT coalesce(sum(logins), 0)::float8 FROM login_days
      WHERE ${countedRows({})} AND ${days(filter)}) END`
  }
  // All days: what a version has in some of them is not kept, and its order matters alone.
  if (dimension === 'app_version') {
    const rollup = versionsFor(filter)
    return Prisma.sql`(SELECT coalesce(sum(logins), 0)::float8 FROM ${rollup} WHERE ${condition})`
  }
  if (dimension === 'user_id' && filter.user_id_starts !== undefined) {
    const range = rangeOfBeginning(COLUMNS.user_id, filter.user_id_starts)
    const probe = probeOf([range], time)
    return Prisma.sql`CASE WHEN ${IS_BY_BYTES} THEN ${probe} ELSE ${NO_INDEX}::float8 END`
  }
  const probe = probeOf(ranges, time)
  if (dimension !== 'run_id') return probe
  const runs = Prisma.join(ranges.map(sizeOfRun), ' + ')
  return Prisma.sql`CASE WHEN ${probe} <= ${PROBE_LIMIT} THEN ${probe} ELSE ${PROBE_LIMIT} + ${runs} END`
}

/** Counts to the limit. Each range by itself: Postgres reads whole what it joins by OR. */
function probeOf(ranges: readonly Prisma.Sql[], time: Prisma.Sql): Prisma.Sql {
  const looks = ranges.map(
    (range) => Prisma.sql`(
      SELECT 1 FROM user_logins WHERE ${range} AND ${time} LIMIT ${PROBE_LIMIT + 1})`,
  )
  return Prisma.sql`(SELECT count(*)::float8 FROM (
    SELECT 1 FROM (${Prisma.join(looks, ' UNION ALL ')}) AS each LIMIT ${PROBE_LIMIT + 1}) AS probed)`
}

/** A run may be small or nearly everything: its ledger knows about how many, by some of its batches. */
function sizeOfRun(run: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((
    SELECT (max(id) - min(id) + 1)::float8 FROM ingest_batches WHERE ${run}) * (
    SELECT avg(stored)::float8 FROM (
      SELECT stored FROM ingest_batches WHERE ${run} LIMIT 50) AS batch), 0)`
}

/** Where the database, or an adopted column, sorts as a language does, a beginning is no range of the index. */
const IS_BY_BYTES = Prisma.sql`('a' > 'B' AND (
  SELECT attcollation = 'pg_catalog."default"'::regcollation FROM pg_attribute
  WHERE attrelid = 'user_logins'::regclass AND attname = 'user_id'))`

/** The rollup of versions; with null where a login has none, if a filter speaks of that. */
export function versionsFor(filter: LoginFilter): Prisma.Sql {
  const named = [includedValues(filter, 'app_version') ?? [], excludedValues(filter, 'app_version')]
  return named.flat().includes(null)
    ? Prisma.sql`(
        SELECT nullif(app_version, -1) AS app_version, logins FROM login_versions) AS version`
    : Prisma.sql`login_versions`
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
