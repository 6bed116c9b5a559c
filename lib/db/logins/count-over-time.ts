import { database, type Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { barNumber } from '@/lib/db/logins/bar-number'
import { type Counted, countStretches } from '@/lib/db/logins/count-stretches'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { newestMatches } from '@/lib/db/logins/newest-matches'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/db/rollups/cut-time'
import { countedRows, isRolledUp } from '@/lib/db/rollups/rollup-keys'
import { zoneOffsetMs } from '@/lib/format/time-zone'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'
import { type Bars, barsOf, unitOf } from '@/lib/model/time/chart-bars'

/** Logins over time: bars without a gap, those without a login among them; none where there is none at all. */
export type LoginHistogram = {
  unit: CalendarUnit
  /** Whose minutes, hours, days, months or years the bars are, and whose clock they are named by. */
  timeZone: string
  bars: { /** When it begins; Unix milliseconds. */ atMs: number; logins: number }[]
  /** When the last bar ends. */
  endMs: number
  /** Whether days and longer are cut at whole hours of UTC, which this zone's are not. Their sum is exact. */
  isByUtcHours: boolean
  /** Before this time more may have been: only the newest were looked at. Null where all were. */
  completeFromMs: number | null
}

type Options = { timeZone: string; nowMs: number }
type Span = { fromMs: number; toMs: number }

/** A zone whose hours are not UTC's is told by minutes where they are no more than this. */
const MAX_BY_MINUTE_MS = 100 * DAY_MS

/**
 * Counts a filter's logins over time, in minutes, hours, days, months or years of a time zone as its
 * span asks for. Zones are this program's alone: the database's may be of another year. The rollups tell by
 * UTC's hours: in a zone a part of an hour apart, such as India's, the hours of a device type or a
 * locale are UTC's, and what is left of longer bars is counted in the one that its hour began in.
 */
export async function countOverTime(
  filter: LoginFilter,
  { timeZone, nowMs }: Options,
  db: Reader = database(),
): Promise<LoginHistogram> {
  const span = await spanOf(filter, nowMs, db)
  const unit = unitOf(span.toMs - span.fromMs)
  const source = sourceOf(filter, { unit, span, timeZone })
  const zone = source.isByUtcHours && unit === 'hour' ? 'UTC' : timeZone
  const bars = barsOf(span, unit, zone)
  const counted =
    source.unitsMs === null
      ? await fromLogins(filter, bars, db)
      : await countStretches(filter, {
          by: { kind: 'time', starts: bars.starts },
          unitsMs: source.unitsMs,
          db,
        })
  return {
    unit,
    timeZone,
    ...filled(bars, counted, filter),
    isByUtcHours: source.isByUtcHours && unit !== 'hour',
    completeFromMs: counted.cutAtMs,
  }
}

/** Which rollups count the bars; none for what they do not know. */
function sourceOf(
  filter: LoginFilter,
  { unit, span, timeZone }: { unit: CalendarUnit; span: Span; timeZone: string },
): { unitsMs: number[] | null; isByUtcHours: boolean } {
  const parts = [...conditionsOf(filter).keys()].filter((part) => part !== 'sent_at')
  if (!parts.every(isRolledUp)) return { unitsMs: null, isByUtcHours: false }
  const isOfAll = parts.length === 0
  if (unit === 'minute') return { unitsMs: isOfAll ? [MINUTE_MS] : [], isByUtcHours: false }
  const isRagged = isEverRagged(span, timeZone)
  const byMinute = isOfAll && isRagged && span.toMs - span.fromMs <= MAX_BY_MINUTE_MS
  if (byMinute) return { unitsMs: [MINUTE_MS], isByUtcHours: false }
  // Minutes know what is left of an hour at the ends, as they do for the count.
  return { unitsMs: isOfAll ? [HOUR_MS, MINUTE_MS] : [HOUR_MS], isByUtcHours: isRagged }
}

/** Whether the zone's hours are not UTC's in a part of the time: Lord Howe's are in its summer. */
function isEverRagged({ fromMs, toMs }: Span, timeZone: string): boolean {
  const moments = [0, 0.25, 0.5, 0.75, 1].map(
    (share) => fromMs + Math.floor(share * (toMs - fromMs)),
  )
  return moments.some((ms) => zoneOffsetMs(ms, timeZone) % HOUR_MS !== 0)
}

/** The filter's bounds, to now where it has no end; where it has none, those of all logins, to the day. */
async function spanOf({ fromMs, toMs }: LoginFilter, nowMs: number, db: Reader): Promise<Span> {
  if (fromMs !== undefined && toMs !== undefined) return { fromMs, toMs }
  const [days] = await db.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(day) AS first, max(day) AS last FROM login_days
    WHERE ${countedRows({})}`
  const [first, last] = [days?.first?.getTime() ?? nowMs, days?.last?.getTime() ?? nowMs]
  // Producers' clocks may be ahead.
  const open = last > nowMs || fromMs === undefined ? last + DAY_MS : nowMs
  const end = toMs ?? open
  const start = fromMs ?? first
  return { fromMs: Math.min(start, end - 1), toMs: end }
}

async function fromLogins(filter: LoginFilter, { starts }: Bars, db: Reader) {
  const { from, maxSearched } = await newestMatches(filter, { db })
  const rows = await db.$queryRaw<
    { name: string; logins: number; searched: number; first: Date }[]
  >`
    SELECT ${barNumber(Prisma.sql`sent_at`, starts)} AS name,
      (count(*) FILTER (WHERE matches))::float8 AS logins,
      (sum(count(*)) OVER ())::float8 AS searched, min(min(sent_at)) OVER () AS first
    FROM ${from} GROUP BY 1`
  const isAll = (rows[0]?.searched ?? 0) < maxSearched
  return { groups: rows, cutAtMs: isAll ? null : (rows[0]?.first.getTime() ?? null) }
}

/** All bars; of a time without a bound, from the first or to the last that has a login. */
function filled(
  { starts, endMs }: Bars,
  { groups }: Pick<Counted, 'groups'>,
  { fromMs, toMs }: LoginFilter,
) {
  const known = new Map(groups.map(({ name, logins }) => [Number(name), logins]))
  const all = starts.map((atMs, at) => ({ atMs, logins: known.get(at + 1) ?? 0 }))
  const last = all.findLastIndex(({ logins }) => logins > 0)
  if (last < 0) return { bars: [], endMs }
  const first = fromMs === undefined ? all.findIndex(({ logins }) => logins > 0) : 0
  const isOpen = fromMs === undefined && toMs === undefined
  return {
    bars: all.slice(first, isOpen ? last + 1 : undefined),
    endMs: isOpen ? (starts[last + 1] ?? endMs) : endMs,
  }
}
