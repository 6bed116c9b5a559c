import type { HistorySpan } from '@/lib/model/pipeline/history'
import { startOf } from '@/lib/model/time/calendar-unit'
import { barsOf } from '@/lib/model/time/chart-bars'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'
import { addDays, momentOf, startOfDay, wallClockAt } from '@/lib/model/time/wall-clock'

/** Stretches of time without a gap between them; Unix milliseconds. */
export type HistoryTimes = {
  /** When each bar begins. The last one is the one that now is in. */
  starts: number[]
  endMs: number
  /** As much of the span before as has passed of this one, so that like is compared with like. */
  before: { fromMs: number; toMs: number }
}

/** The bars of a span up to now, by the clock of a zone, and the time that they are compared with. */
export function historyBars(span: HistorySpan, nowMs: number, timeZone: string): HistoryTimes {
  return span === '24h' ? hoursOfDay(nowMs, timeZone) : quartersOfWeek(nowMs, timeZone)
}

/** The hour that now is in, and those of the 23 hours before it. */
function hoursOfDay(nowMs: number, timeZone: string): HistoryTimes {
  const fromMs = startOf(nowMs, 'hour', timeZone) - 23 * HOUR_MS
  const { starts, endMs } = barsOf({ fromMs, toMs: nowMs + 1 }, 'hour', timeZone)
  const first = starts[0] ?? fromMs
  // Where a clock was changed by half an hour, the first hour may begin more than a day ago.
  const toMs = Math.min(first, nowMs - DAY_MS)
  return { starts, endMs, before: { fromMs: first - DAY_MS, toMs } }
}

const DAYS = 7
const QUARTERS_MS = [0, 6 * HOUR_MS, 12 * HOUR_MS, 18 * HOUR_MS]

/**
 * Today and the six days before it, each cut where its clocks show 0:00, 6:00, 12:00 and 18:00: on a day
 * that the clock is changed, one of the quarters has five or seven hours.
 */
function quartersOfWeek(nowMs: number, timeZone: string): HistoryTimes {
  const { day: today, timeOfDayMs } = wallClockAt(nowMs, timeZone)
  const cuts = Array.from({ length: DAYS }, (_, at) => addDays(today, at + 1 - DAYS)).flatMap(
    (day) => QUARTERS_MS.map((timeMs) => momentOf(day, timeMs, timeZone)),
  )
  // A zone that crosses the date line leaves a day out: its cuts fall onto those of the next.
  const ascending = [...new Set(cuts)].toSorted((a, b) => a - b)
  const tomorrow = startOfDay(addDays(today, 1), timeZone)
  const [first = nowMs] = ascending
  const sameTime = momentOf(addDays(today, -DAYS), timeOfDayMs, timeZone)
  return {
    starts: ascending.filter((cut) => cut <= nowMs),
    endMs: ascending.find((cut) => cut > nowMs) ?? tomorrow,
    before: {
      fromMs: startOfDay(addDays(today, 1 - 2 * DAYS), timeZone),
      toMs: Math.min(first, sameTime),
    },
  }
}
