import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type Grouping, MAX_MS, MIN_MS, stretchPart } from '@/lib/db/logins/charts/stretch-part'
import { cutTime } from '@/lib/db/rollups/cut-time'
import { rollupKey } from '@/lib/db/rollups/rollup-keys'
import { namedValues } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'

export type Counted = {
  /** Those with a login; of very many the most common, and those that the filter names. */
  groups: { name: string; logins: number }[]
  /** What is left out of them. */
  others: { groups: number; logins: number }
  /** Before this time not every login was looked at; Unix milliseconds, null where all were. */
  cutAtMs: number | null
}

/**
 * Counts a filter's logins by the rollups: whole days, hours and minutes of its time by theirs, and what
 * is left at its ends one by one, so that what is counted by one grouping adds up to what is by another.
 * Only logins that are folded count, at the ends, too. For filters that the rollups know.
 * @param unitsMs the rollups to count by, the coarsest first. Minutes know of no field.
 */
export async function countStretches(
  filter: LoginFilter,
  { by, unitsMs, db }: { by: Grouping; unitsMs: readonly number[]; db: Reader },
): Promise<Counted> {
  const { fromMs = MIN_MS, toMs = MAX_MS } = filter
  const parts = cutTime(fromMs, toMs, unitsMs).map((stretch) => stretchPart(filter, by, stretch))
  if (parts.length === 0) return NOTHING
  const asked = by.kind === 'field' ? namedValues(filter, by.key).map(rollupKey) : []
  const rows = await db.$queryRaw<Row[]>`
    SELECT name, logins, max(cut_at) OVER () AS "cutAt",
      (count(*) FILTER (WHERE logins > 0) OVER ())::float8 AS groups,
      (sum(logins) OVER ())::float8 AS total
    FROM (
      SELECT name, sum(logins)::float8 AS logins, max(cut_at) AS cut_at
      FROM (${Prisma.join(parts, ' UNION ALL ')}) AS part GROUP BY name) AS grouped
    ORDER BY name = ANY(${asked}::text[]) DESC, logins DESC, name LIMIT ${by.kind === 'parts' ? MAX_PARTS : MAX_GROUPS}`
  const [first] = rows
  if (first === undefined) return NOTHING
  const groups = rows.flatMap(({ name, logins }) => (logins > 0 ? [{ name, logins }] : []))
  const counted = groups.reduce((sum, { logins }) => sum + logins, 0)
  return {
    groups,
    others: { groups: first.groups - groups.length, logins: first.total - counted },
    cutAtMs: first.cutAt?.getTime() ?? null,
  }
}

type Row = { name: string; logins: number; cutAt: Date | null; groups: number; total: number }

const NOTHING: Counted = { groups: [], others: { groups: 0, logins: 0 }, cutAtMs: null }

/** A chart has fewer bars; a field may have any number of values. */
const MAX_GROUPS = 500
/** A split chart has six parts of each bar. */
const MAX_PARTS = 6 * MAX_GROUPS
