import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import {
  countedRows,
  EVERY,
  isRolledUp,
  ROLLED_UP,
  type RolledUpKey,
  rollupValue,
  wholeHours,
} from '@/lib/db/rollups/rollup-keys'
import type { LoginFilter } from '@/lib/model/query/logins-query'

export type FacetCount = { value: string | null; logins: number }

/** The logins of a filter by each field that the rollups count by, the most common values first. */
export type Facets = {
  counts: Record<RolledUpKey, FacetCount[]>
  /** Whole ones of which were counted, those at the filter's ends, too; null where no more was. */
  roundedTo: 'hour' | 'day' | null
  /** Where only so many of the newest logins were looked at; null where all were. */
  searched: number | null
}

const MAX_VALUES = 50
const MAX_BY_HOUR_MS = 14 * 86_400_000
const SHORTEST_BY_HOUR_MS = 3 * 3_600_000

/**
 * Counts by device type, by locale and the like. A facet leaves its own part of the filter out, so that what
 * else could be chosen shows its count, too.
 */
export async function countFacets(filter: LoginFilter): Promise<Facets> {
  const parts = [...conditionsOf(filter).keys()]
  // Of a few hours, whole ones at the ends would be most of it.
  const isShort = spanOf(filter) <= SHORTEST_BY_HOUR_MS
  return isShort || !parts.every((part) => part === 'sent_at' || isRolledUp(part))
    ? fromLogins(filter)
    : fromRollups(filter)
}

function spanOf({ fromMs, toMs = Date.now() }: LoginFilter): number {
  return fromMs === undefined ? Number.POSITIVE_INFINITY : toMs - fromMs
}

async function fromRollups(filter: LoginFilter): Promise<Facets> {
  const { fromMs, toMs } = filter
  const byHour = spanOf(filter) <= MAX_BY_HOUR_MS
  const source = byHour ? Prisma.sql`login_hours WHERE ${wholeHours(filter)}` : days(filter)
  const lists = ROLLED_UP.map(async ({ key, column }) => {
    const others = ROLLED_UP.filter((other) => other.key !== key)
    const rows = await database().$queryRaw<{ key: string; logins: number }[]>`
      SELECT ${column} AS key, sum(logins)::float8 AS logins FROM ${source}
        AND ${column} <> ${EVERY} AND ${countedRows(filter, others)}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_VALUES}`
    return [key, rows.map((row) => ({ value: rollupValue(row.key), logins: row.logins }))]
  })
  return {
    counts: Object.fromEntries(await Promise.all(lists)) as Facets['counts'],
    roundedTo: fromMs === undefined && toMs === undefined ? null : byHour ? 'hour' : 'day',
    searched: null,
  }
}

function days({ fromMs, toMs }: LoginFilter): Prisma.Sql {
  const day = (ms: number) => Prisma.sql`${new Date(ms).toISOString().slice(0, 10)}::date`
  const from = fromMs === undefined ? Prisma.sql`true` : Prisma.sql`day >= ${day(fromMs)}`
  const to = toMs === undefined ? Prisma.sql`true` : Prisma.sql`day <= ${day(toMs - 1)}`
  return Prisma.sql`login_days WHERE ${from} AND ${to}`
}

async function fromLogins(filter: LoginFilter): Promise<Facets> {
  const asked = ROLLED_UP.filter(({ key }) => filter[key] !== undefined)
  // What is not filtered on is told by the same logins.
  const whole = asked.length < ROLLED_UP.length ? await countNewest(filter) : null
  const without = await Promise.all(
    asked.map(async ({ key }) => {
      return [key, await countNewest({ ...filter, [key]: undefined })] as const
    }),
  )
  const found = new Map(without)
  const of = (key: RolledUpKey) => found.get(key) ?? whole
  const counts = ROLLED_UP.map(({ key }) => [key, of(key)?.counts[key] ?? []])
  const searched = [whole, ...found.values()].find((one) => one?.searched != null)?.searched
  return {
    counts: Object.fromEntries(counts) as Facets['counts'],
    roundedTo: null,
    searched: searched ?? null,
  }
}

type Counted = { key: RolledUpKey; value: string | null; logins: number; searched: number }

async function countNewest(filter: LoginFilter) {
  const keys = ROLLED_UP.map(({ key }) => key)
  const { from, maxSearched } = await newestMatches(filter, keys)
  const rows = await database().$queryRaw<Counted[]>`
    SELECT ${GROUPED_KEY} AS key, ${GROUPED_VALUE} AS value,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER (PARTITION BY ${GROUPED_KEY}))::float8 AS searched
    FROM ${from} GROUP BY GROUPING SETS (${GROUPING_SETS}) ORDER BY 3 DESC, 2`
  const counts = (of: RolledUpKey) =>
    rows
      .filter(({ key, logins }) => key === of && logins > 0)
      .slice(0, MAX_VALUES)
      .map(({ value, logins }) => ({ value, logins }))
  const searched = rows[0]?.searched ?? 0
  return {
    counts: Object.fromEntries(keys.map((key) => [key, counts(key)])) as Facets['counts'],
    searched: searched < maxSearched ? null : maxSearched,
  }
}

const COLUMN_NAMES = ROLLED_UP.map(({ column }) => column.sql)
/** Of a row of the grouping sets: which field it counts by, and which value. */
const GROUPED_KEY = caseOf(ROLLED_UP.map(({ key }) => `'${key}'`))
const GROUPED_VALUE = caseOf(COLUMN_NAMES)
const GROUPING_SETS = Prisma.raw(COLUMN_NAMES.map((column) => `(${column})`).join(', '))

function caseOf(results: readonly string[]): Prisma.Sql {
  const cases = COLUMN_NAMES.map((column, at) => `WHEN grouping(${column}) = 0 THEN ${results[at]}`)
  return Prisma.raw(`CASE ${cases.join(' ')} END`)
}
