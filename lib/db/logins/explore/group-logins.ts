import { hideOriginal } from '@/lib/db/adopted/hide-original'
import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countStretches } from '@/lib/db/logins/charts/count-stretches'
import { COLUMNS, conditionsOf } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { reader } from '@/lib/db/replica/read-source'
import { isRolledUp, type RolledUpKey, rollupValue } from '@/lib/db/rollups/rollup-keys'
import { MASKED_FIELDS } from '@/lib/model/masked-fields'
import { withoutField } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'

/** The logins of a filter by the values of a field, the most common first. */
export type LoginGroups = {
  groups: { value: string | null; logins: number }[]
  /** What is left out of them. */
  others: { values: number; logins: number }
  /** Where only so many of the newest logins were looked at; null where all were. */
  searched: number | null
  /** Before this time not every login was looked at, where it was busy; Unix milliseconds, else null. */
  completeFromMs: number | null
}

const MAX_GROUPS = 200

/**
 * Groups logins by any field that they can be filtered by. The field's own part of the filter is left
 * out, so that what else could be chosen shows its count, too. By the rollups where they can tell,
 * else among the newest that match.
 */
export async function groupLogins(
  filter: LoginFilter,
  key: ValueKey,
  db: Reader = reader(),
): Promise<LoginGroups> {
  const others = withoutField(filter, key)
  const parts = [...conditionsOf(others).keys()]
  const isKnown = parts.every((part) => part === 'sent_at' || isRolledUp(part))
  if (isRolledUp(key) && isKnown) return byRollups(others, key as RolledUpKey, db)
  if (key === 'app_version' && parts.length === 0) return byVersions(db)
  return byNewest(others, key, db)
}

async function byRollups(filter: LoginFilter, key: RolledUpKey, db: Reader): Promise<LoginGroups> {
  const by = { kind: 'field' as const, key }
  const counted = await countStretches(filter, { by, unitsMs: [DAY_MS, HOUR_MS], db })
  const { groups, others, cutAtMs } = counted
  const named = groups.map(({ name, logins }) => ({ value: rollupValue(name), logins }))
  return {
    ...bounded(named, { values: others.groups, logins: others.logins }),
    searched: null,
    completeFromMs: cutAtMs,
  }
}

/** One spelling of each version, the most common, with the logins of all of them. */
async function byVersions(db: Reader): Promise<LoginGroups> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT nullif((array_agg(app_version_text ORDER BY logins DESC, app_version_text))[1], '') AS value,
      sum(logins)::float8 AS logins
    FROM login_versions GROUP BY app_version HAVING sum(logins) > 0
    ORDER BY 2 DESC, app_version DESC`
  return { ...bounded(rows, NO_OTHERS), searched: null, completeFromMs: null }
}

type Row = { value: string | null; logins: number }

async function byNewest(filter: LoginFilter, key: ValueKey, db: Reader): Promise<LoginGroups> {
  const { from, maxSearched } = await newestMatches(filter, { others: [key], db })
  const rows = await db.$queryRaw<(Row & { searched: number })[]>`
    SELECT ${shownValue(key)} AS value, logins, searched FROM (
      SELECT ${COLUMNS[key]} AS value, (count(*) FILTER (WHERE matches))::float8 AS logins,
        (sum(count(*)) OVER ())::float8 AS searched
      FROM ${from} GROUP BY 1) AS grouped
    ORDER BY logins DESC, grouped.value`
  const searched = rows[0]?.searched ?? 0
  return {
    ...bounded(withoutOriginals(rows, key), NO_OTHERS),
    searched: searched < maxSearched ? null : maxSearched,
    completeFromMs: null,
  }
}

/** What a filter is set to: a version by its most common spelling, a number as text. */
function shownValue(key: ValueKey): Prisma.Sql {
  if (key !== 'app_version') return Prisma.sql`value::text`
  return Prisma.sql`(
    SELECT app_version_text FROM login_versions
    WHERE app_version = value AND app_version_text <> '' ORDER BY logins DESC, app_version_text LIMIT 1)`
}

/** Originals of adopted logins are one group: their number is told, never what they are. */
function withoutOriginals(rows: readonly Row[], key: ValueKey): Row[] {
  const found = new Map<string | null, number>()
  for (const { value, logins } of rows) {
    if (logins === 0) continue
    const shown = key in MASKED_FIELDS ? hideOriginal(value) : value
    found.set(shown, (found.get(shown) ?? 0) + logins)
  }
  return [...found].map(([value, logins]) => ({ value, logins }))
}

const NO_OTHERS = { values: 0, logins: 0 }

function bounded(rows: readonly Row[], others: LoginGroups['others']) {
  const rest = rows.slice(MAX_GROUPS)
  return {
    groups: rows.slice(0, MAX_GROUPS).map(({ value, logins }) => ({ value, logins })),
    others: {
      values: others.values + rest.length,
      logins: rest.reduce((sum, { logins }) => sum + logins, others.logins),
    },
  }
}
