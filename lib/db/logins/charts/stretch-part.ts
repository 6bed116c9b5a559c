import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { barNumber } from '@/lib/db/logins/charts/bar-number'
import { whereExcept } from '@/lib/db/logins/login-conditions'
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeSpan } from '@/lib/db/rollups/cut-time'
import {
  countedRows,
  EVERY,
  ROLLED_UP,
  type RolledUpKey,
  signedLogins,
} from '@/lib/db/rollups/rollup-keys'
import { FOLDED } from '@/lib/db/rollups/rollup-tables'
import type { LoginFilter } from '@/lib/model/query/logins-query'

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
    return sumOf(Prisma.sql`login_minutes WHERE ${bounds(MINUTES, within)}`, name(by, MINUTES.at))
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
  const group = by.kind === 'field' ? columnOf(by.key) : name(by, rollup.at)
  return sumOf(rows, group, Prisma.sql`sum(${signedLogins(filter, others)})`)
}

/** The named values; of the others, what the filter's logins have beyond them, without reading each. */
function rolledUpParts(
  filter: LoginFilter,
  { key, named, starts }: Grouping & { kind: 'parts' },
  rollup: Rollup,
  within: Within,
): Prisma.Sql {
  const others = ROLLED_UP.filter((field) => field.key !== key)
  const [bar, column] = [barNumber(rollup.at, starts), columnOf(key)]
  const isNamed = Prisma.sql`${countedRows(filter, others)} AND ${column} = ANY(${named}::text[])`
  const rows = (are: Prisma.Sql) =>
    Prisma.sql`${rollup.table} WHERE ${are} AND ${bounds(rollup, within)}`
  const rest = Prisma.sql`${bar} || ${EVERY}`
  const signed = signedLogins(filter, others)
  return Prisma.join(
    [
      sumOf(rows(isNamed), Prisma.sql`${bar} || ${column}`, Prisma.sql`sum(${signed})`),
      sumOf(rows(countedRows(filter)), rest, Prisma.sql`sum(${signedLogins(filter)})`),
      sumOf(rows(isNamed), rest, Prisma.sql`-sum(${signed})`),
    ],
    ' UNION ALL ',
  )
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

/** The newest of a stretch first, so that what was not looked at is the oldest of it. */
function oneByOne(filter: LoginFilter, by: Grouping, { from, to }: Within): Prisma.Sql {
  const own = by.kind === 'field' ? [by.key] : []
  const columns = Prisma.join([Prisma.sql`sent_at`, ...ROLLED_UP.map(({ column }) => column)])
  return Prisma.sql`
    SELECT (${nameOfLogin(by)})::text COLLATE "C" AS name,
      (count(*) FILTER (WHERE ${whereExcept(filter, 'sent_at', ...own)}))::float8 AS logins,
      CASE WHEN sum(count(*)) OVER () >= ${MAX_OF_A_STRETCH} THEN min(min(sent_at)) OVER () END AS cut_at
    FROM (
      SELECT ${columns} FROM user_logins
      WHERE sent_at >= ${instant(from ?? MIN_MS)} AND sent_at < ${instant(to ?? MAX_MS)}
        AND ${Prisma.raw(FOLDED)}
      ORDER BY sent_at DESC, id DESC LIMIT ${MAX_OF_A_STRETCH}) AS login
    GROUP BY 1`
}

/** SQL of the name of the group that a login is in. */
function nameOfLogin(by: Grouping): Prisma.Sql {
  if (by.kind !== 'field' && by.kind !== 'parts') return name(by, Prisma.sql`sent_at`)
  const value = Prisma.sql`coalesce('=' || ${columnOf(by.key)}, '-')`
  if (by.kind === 'field') return value
  const part = Prisma.sql`CASE WHEN ${value} = ANY(${by.named}::text[]) THEN ${value} ELSE ${EVERY} END`
  return Prisma.sql`${barNumber(Prisma.sql`sent_at`, by.starts)} || ${part}`
}

/** SQL of a group's name where it is not a field's value. */
function name(by: Grouping, at: Prisma.Sql): Prisma.Sql {
  return by.kind === 'time' ? barNumber(at, by.starts) : Prisma.sql`''`
}

function columnOf(key: RolledUpKey): Prisma.Sql {
  return ROLLED_UP.find((field) => field.key === key)?.column ?? Prisma.empty
}
