import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { barNumber } from '@/lib/db/logins/charts/bar-number'
import { whereExcept } from '@/lib/db/logins/login-conditions'
import type { TimeSpan } from '@/lib/db/rollups/cut-time'
import {
  countedKeys,
  countedRows,
  EVERY,
  ROLLED_UP,
  type RolledUpKey,
  signedLogins,
} from '@/lib/db/rollups/rollup-keys'
import { FOLDED } from '@/lib/db/rollups/rollup-tables'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'

/** What logins are counted by. */
export type Grouping =
  /** All together. */
  | { kind: 'none' }
  /** The values of a field, as the rollups key them; its own part of the filter is left out. */
  | { kind: 'field'; key: RolledUpKey }
  /** Bars by their number, from 1 on; `starts` are Unix milliseconds, ascending. */
  | { kind: 'time'; starts: number[] }
  /**
   * Bars and some values of a field, as the rollups key them: `2=DE` for the second bar's; all others are
   * together under `*`. Values that the filter excludes must not be among them.
   */
  | { kind: 'parts'; key: RolledUpKey; named: string[]; starts: number[] }

/** The bounds of a time that has none. Both begin days of UTC: no stretch at an open end is less than one. */
export const MIN_MS = -62_135_596_800_000
export const MAX_MS = 253_402_300_800_000

/** Of what no rollup tells, so many logins are looked at: a busy half an hour of ten million in three months. */
const MAX_OF_A_STRETCH = 20_000

/** SQL that counts one stretch of a filter's time: rows of `name`, `logins` and `cut_at`. */
export function stretchPart(
  filter: LoginFilter,
  by: Grouping,
  { fromMs, toMs, unitMs }: TimeSpan,
): Prisma.Sql {
  const within = { from: fromMs === MIN_MS ? null : fromMs, to: toMs === MAX_MS ? null : toMs }
  if (unitMs === DAY_MS) return rolledUp(filter, by, DAYS, within)
  if (unitMs === HOUR_MS) return rolledUp(filter, by, HOURS, within)
  if (unitMs === MINUTE_MS) {
    return sumOf(
      Prisma.sql`login_minutes WHERE ${bounds(MINUTES, within)}`,
      groupOf(by, MINUTES.at),
    )
  }
  return oneByOne(filter, by, within)
}

type Within = { from: number | null; to: number | null }
/** A rollup's table, when a row of it begins, and how a moment is compared with that. */
type Rollup = {
  table: Prisma.Sql
  at: Prisma.Sql
  of: (ms: number) => Prisma.Sql
  column: Prisma.Sql
}

const DAYS: Rollup = {
  table: Prisma.sql`login_days`,
  column: Prisma.sql`day`,
  at: Prisma.sql`(day::timestamp AT TIME ZONE 'UTC')`,
  of: (ms) => Prisma.sql`(${instant(ms)} AT TIME ZONE 'UTC')::date`,
}
const HOURS: Rollup = {
  table: Prisma.sql`login_hours`,
  column: Prisma.sql`hour`,
  at: Prisma.sql`hour`,
  of: instant,
}
const MINUTES: Rollup = {
  table: Prisma.sql`login_minutes`,
  column: Prisma.sql`minute`,
  at: Prisma.sql`minute`,
  of: instant,
}

function bounds({ column, of }: Rollup, { from, to }: Within): Prisma.Sql {
  return Prisma.join(
    [
      from === null ? Prisma.sql`true` : Prisma.sql`${column} >= ${of(from)}`,
      to === null ? Prisma.sql`true` : Prisma.sql`${column} < ${of(to)}`,
    ],
    ' AND ',
  )
}

function rolledUp(filter: LoginFilter, by: Grouping, rollup: Rollup, within: Within): Prisma.Sql {
  if (by.kind === 'parts') return rolledUpParts(filter, by, rollup, within)
  const others = by.kind === 'field' ? ROLLED_UP.filter(({ key }) => key !== by.key) : ROLLED_UP
  const each = by.kind === 'field' ? Prisma.sql`${columnOf(by.key)} <> ${EVERY}` : Prisma.sql`true`
  const rows = Prisma.sql`${rollup.table}
    WHERE ${each} AND ${countedRows(filter, others)} AND ${bounds(rollup, within)}`
  const group = by.kind === 'field' ? columnOf(by.key) : groupOf(by, rollup.at)
  return sumOf(rows, group, Prisma.sql`sum(${signedLogins(filter, others)})`)
}

/**
 * The named values; of the others, what the filter's logins have beyond them, without reading each. Each row of
 * the rollup is read once: what it adds to its own part and to the others is told from the sums.
 */
function rolledUpParts(
  filter: LoginFilter,
  { key, named, starts }: Grouping & { kind: 'parts' },
  rollup: Rollup,
  within: Within,
): Prisma.Sql {
  const others = ROLLED_UP.filter((field) => field.key !== key)
  const { added, takenOff } = countedKeys(filter, key)
  const isOneOf = (keys: readonly string[]) => Prisma.sql`(value = ANY(${[...keys]}::text[]))::int`
  return Prisma.sql`
    SELECT part.name COLLATE "C" AS name, part.logins, NULL::timestamptz AS cut_at
    FROM (
      SELECT bar, value, sum(logins)::float8 AS logins
      FROM (
        SELECT ${barNumber(rollup.at, starts)} AS bar, ${columnOf(key)} AS value,
          ${signedLogins(filter, others)} AS logins
        FROM ${rollup.table}
        WHERE ${countedRows(filter, others)} AND ${bounds(rollup, within)}
          AND ${columnOf(key)} = ANY(${[...new Set([...named, ...added, ...takenOff])]}::text[])) AS counted
      GROUP BY bar, value) AS sums
    CROSS JOIN LATERAL (VALUES
      (bar::text || value, logins * ${isOneOf(named)}),
      (bar || ${EVERY}::text, logins * (${isOneOf(added)} - ${isOneOf(takenOff)} - ${isOneOf(named)}))
    ) AS part(name, logins)`
}

function sumOf(
  rows: Prisma.Sql,
  group: Prisma.Sql,
  logins: Prisma.Sql = Prisma.sql`sum(logins)`,
): Prisma.Sql {
  return Prisma.sql`
    SELECT (${group})::text COLLATE "C" AS name, (${logins})::float8 AS logins,
      NULL::timestamptz AS cut_at
    FROM ${rows} GROUP BY 1`
}

/**
 * The newest of a stretch first, so that what was not looked at is the oldest of it. Grouped by numbers and plain
 * values, of which the names are made afterwards: there are thousands of logins, and few groups.
 */
function oneByOne(filter: LoginFilter, by: Grouping, { from, to }: Within): Prisma.Sql {
  const own = by.kind === 'field' ? [by.key] : []
  const columns = Prisma.join([Prisma.sql`sent_at`, ...ROLLED_UP.map(({ column }) => column)])
  const hasBars = by.kind === 'time' || by.kind === 'parts'
  const bar = hasBars ? barNumber(Prisma.sql`sent_at`, by.starts) : Prisma.sql`0`
  const groups = [
    ...(hasBars ? [Prisma.sql`bar`] : []),
    ...(by.kind === 'field' || by.kind === 'parts' ? [columnOf(by.key)] : []),
  ]
  return Prisma.sql`
    SELECT (${nameOfLogin(by)})::text COLLATE "C" AS name,
      (count(*) FILTER (WHERE ${whereExcept(filter, 'sent_at', ...own)}))::float8 AS logins,
      CASE WHEN sum(count(*)) OVER () >= ${MAX_OF_A_STRETCH} THEN min(min(sent_at)) OVER () END AS cut_at
    FROM (
      SELECT ${columns}, ${bar} AS bar FROM user_logins
      WHERE sent_at >= ${instant(from ?? MIN_MS)} AND sent_at < ${instant(to ?? MAX_MS)}
        AND ${Prisma.raw(FOLDED)}
      ORDER BY sent_at DESC, id DESC LIMIT ${MAX_OF_A_STRETCH}) AS login
    GROUP BY ${groups.length === 0 ? Prisma.sql`()` : Prisma.join(groups)}`
}

/** SQL of the name of the group that a login is in. */
function nameOfLogin(by: Grouping): Prisma.Sql {
  if (by.kind === 'none') return Prisma.sql`''`
  if (by.kind === 'time') return Prisma.sql`bar`
  const value = Prisma.sql`coalesce('=' || ${columnOf(by.key)}, '-')`
  if (by.kind === 'field') return value
  return Prisma.sql`bar::text || CASE WHEN ${value} = ANY(${by.named}::text[]) THEN ${value} ELSE ${EVERY}::text END`
}

/** SQL of a group's name where it is not a field's value. */
function groupOf(by: Grouping, at: Prisma.Sql): Prisma.Sql {
  return by.kind === 'time' ? barNumber(at, by.starts) : Prisma.sql`''`
}

function columnOf(key: RolledUpKey): Prisma.Sql {
  return ROLLED_UP.find((field) => field.key === key)?.column ?? Prisma.empty
}
