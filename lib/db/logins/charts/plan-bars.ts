import type { Reader } from '@/lib/db/client'
import { conditionsOf } from '@/lib/db/logins/login-conditions'
import { countedRows, isRolledUp } from '@/lib/db/rollups/rollup-keys'
import { zoneOffsetMs } from '@/lib/format/time-zone'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { SplitKey } from '@/lib/model/query/parts/chart-parts'
import type { CalendarUnit } from '@/lib/model/time/calendar-unit'
import { type Bars, barsOf, unitOf } from '@/lib/model/time/chart-bars'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'

export type BarOptions = {
  timeZone: string
  nowMs: number
  /** What the bars are split by, which has to be counted by the same rollups. */
  split?: SplitKey | undefined
  /** What the bars are, where that is not for their time to say. */
  unit?: CalendarUnit | undefined
}

/** The bars of a filter's chart, and what counts them. */
export type BarPlan = {
  unit: CalendarUnit
  bars: Bars
  /** The rollups that count them, the coarsest first; null where the rollups do not know the filter. */
  unitsMs: number[] | null
  /** Whether days and longer are cut at whole hours of UTC, which this zone's are not. */
  isByUtcHours: boolean
}

type Span = { fromMs: number; toMs: number }

/** A zone whose hours are not UTC's is told by minutes where they are no more than this. */
const MAX_BY_MINUTE_MS = 100 * DAY_MS

/** Cuts a filter's time into bars, and chooses what counts them. */
export async function planBars(
  filter: LoginFilter,
  { timeZone, nowMs, split, unit: asked }: BarOptions,
  db: Reader,
): Promise<BarPlan> {
  const span = await spanOf(filter, nowMs, db)
  const unit = asked ?? unitOf(span.toMs - span.fromMs)
  const source = sourceOf(filter, { unit, span, timeZone, split })
  const zone = source.isByUtcHours && unit === 'hour' ? 'UTC' : timeZone
  return {
    unit,
    bars: barsOf(span, unit, zone),
    unitsMs: source.unitsMs,
    isByUtcHours: source.isByUtcHours && unit !== 'hour',
  }
}

type SourceOptions = Pick<BarOptions, 'timeZone' | 'split'> & { unit: CalendarUnit; span: Span }

/** Which rollups count the bars; none for what they do not know. */
function sourceOf(
  filter: LoginFilter,
  { unit, span, timeZone, split }: SourceOptions,
): { unitsMs: number[] | null; isByUtcHours: boolean } {
  const parts = [...conditionsOf(filter).keys()].filter((part) => part !== 'sent_at')
  const asked = split === undefined ? parts : [...parts, split]
  if (!asked.every(isRolledUp)) return { unitsMs: null, isByUtcHours: false }
  const isOfAll = parts.length === 0
  if (unit === 'minute') return { unitsMs: isOfAll ? [MINUTE_MS] : [], isByUtcHours: false }
  const isRagged = isEverRagged(span, timeZone)
  // Minutes tell all logins together: a split's parts would be cut otherwise than their sum.
  const byMinute = asked.length === 0 && isRagged && span.toMs - span.fromMs <= MAX_BY_MINUTE_MS
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

/**
 * The filter's bounds, to now where it has no end; where it has none, those of all logins, to the day. Where there is
 * no login at all, the day before now.
 */
async function spanOf({ fromMs, toMs }: LoginFilter, nowMs: number, db: Reader): Promise<Span> {
  if (fromMs !== undefined && toMs !== undefined) return { fromMs, toMs }
  const [days] = await db.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(day) AS first, max(day) AS last FROM login_days
    WHERE ${countedRows({})}`
  const dayAgo = nowMs - DAY_MS
  const [first, last] = [days?.first?.getTime() ?? dayAgo, days?.last?.getTime() ?? dayAgo]
  // Producers' clocks may be ahead.
  const open = last > nowMs || fromMs === undefined ? last + DAY_MS : nowMs
  const end = toMs ?? open
  const start = fromMs ?? first
  return { fromMs: Math.min(start, end - 1), toMs: end }
}
