import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countStretches } from '@/lib/db/logins/charts/count-stretches'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { reader } from '@/lib/db/replica/read-source'
import { isRolledUp, ROLLED_UP, type RolledUpKey, rollupValue } from '@/lib/db/rollups/rollup-keys'
import { namedValues, withoutField } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'

type FacetCount = { value: string | null; logins: number }

/** The logins of a filter by one field: its most common values first, and what all others have together. */
export type Facet = { counts: FacetCount[]; others: { values: number; logins: number } }

/** The logins of a filter by each field that the rollups count by. */
export type Facets = {
  fields: Record<RolledUpKey, Facet>
  /** Where only so many of the newest logins were looked at; null where all were. */
  searched: number | null
  /** Before this time not every login was looked at, where it was busy; Unix milliseconds, else null. */
  completeFromMs: number | null
}

const MAX_VALUES = 50

/**
 * Counts by device type, by locale and the like. A facet leaves its own part of the filter out, so that what
 * else could be chosen shows its count, too; those of what is chosen add up to the count of the filter.
 */
export async function countFacets(filter: LoginFilter, db: Reader = reader()): Promise<Facets> {
  const parts = [...conditionsOf(filter).keys()]
  return parts.every((part) => part === 'sent_at' || isRolledUp(part))
    ? fromRollups(filter, db)
    : fromLogins(filter, db)
}

async function fromRollups(filter: LoginFilter, db: Reader): Promise<Facets> {
  const fields = {} as Facets['fields']
  let completeFromMs: number | null = null
  for (const { key } of ROLLED_UP) {
    const by = { kind: 'field' as const, key }
    const { groups, others, cutAtMs } = await countStretches(filter, {
      by,
      unitsMs: [DAY_MS, HOUR_MS],
      db,
    })
    const counts = groups.map(({ name, logins }) => ({ value: rollupValue(name), logins }))
    fields[key] = facetOf(counts, { chosen: namedValues(filter, key), others })
    if (cutAtMs !== null) completeFromMs = Math.max(cutAtMs, completeFromMs ?? cutAtMs)
  }
  return { fields, searched: null, completeFromMs }
}

/** The most common values, and those that are chosen, however rare. */
function facetOf(
  counts: FacetCount[],
  { chosen = [], others }: { chosen?: readonly (string | null)[] | undefined; others: Others },
): Facet {
  const inOrder = counts.toSorted(
    (a, b) => b.logins - a.logins || ((a.value ?? '') < (b.value ?? '') ? -1 : 1),
  )
  const shown = inOrder.filter(({ value }, at) => at < MAX_VALUES || chosen.includes(value))
  const rest = inOrder.filter((each) => !shown.includes(each))
  const logins = rest.reduce((sum, each) => sum + each.logins, others.logins)
  return { counts: shown, others: { values: rest.length + others.groups, logins } }
}

type Others = { groups: number; logins: number }
const NO_OTHERS: Others = { groups: 0, logins: 0 }

async function fromLogins(filter: LoginFilter, db: Reader): Promise<Facets> {
  const fields = {} as Facets['fields']
  const searched: (number | null)[] = []
  // What is not filtered on is told by the same logins.
  const whole = ROLLED_UP.some(({ key }) => !conditionsOf(filter).has(key))
    ? await countNewest(filter, db)
    : null
  for (const { key } of ROLLED_UP) {
    const isAsked = conditionsOf(filter).has(key) || whole === null
    const found = isAsked ? await countNewest(withoutField(filter, key), db) : whole
    fields[key] = facetOf(found.counts[key], {
      chosen: namedValues(filter, key),
      others: NO_OTHERS,
    })
    searched.push(found.searched)
  }
  return { fields, searched: searched.find((one) => one !== null) ?? null, completeFromMs: null }
}

type Counted = { key: RolledUpKey; value: string | null; logins: number; searched: number }

async function countNewest(filter: LoginFilter, db: Reader) {
  const keys = ROLLED_UP.map(({ key }) => key)
  const { from, maxSearched } = await newestMatches(filter, { others: keys, db })
  const rows = await db.$queryRaw<Counted[]>`
    SELECT ${GROUPED_KEY} AS key, ${GROUPED_VALUE} AS value,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER (PARTITION BY ${GROUPED_KEY}))::float8 AS searched
    FROM ${from} GROUP BY GROUPING SETS (${GROUPING_SETS})`
  const counts = (of: RolledUpKey) =>
    rows
      .filter(({ key, logins }) => key === of && logins > 0)
      .map(({ value, logins }) => ({ value, logins }))
  const searched = rows[0]?.searched ?? 0
  return {
    counts: Object.fromEntries(keys.map((key) => [key, counts(key)])) as Record<
      RolledUpKey,
      FacetCount[]
    >,
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
