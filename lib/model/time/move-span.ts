import { DAY_MS } from '@/lib/model/time/units'
import {
  addDays,
  compareDays,
  type Day,
  firstOfMonth,
  startOfDay,
  wallClockAt,
} from '@/lib/model/time/wall-clock'

/** A span of time, Unix milliseconds; `toMs` is not in it. */
export type FixedSpan = { fromMs: number; toMs: number }

const MIN_MS = 60_000
/** What URLs can say: from 1970 to the end of 2199. */
const EARLIEST_MS = 0
const LATEST_MS = Date.UTC(2200, 0, 1) - 1

/** Twice the time around the same middle; what has come up to now does not reach beyond it. */
export function zoomedOut({ fromMs, toMs }: FixedSpan, nowMs: number): FixedSpan {
  const width = toMs - fromMs
  const middle = fromMs + width / 2
  const end = toMs <= nowMs ? Math.min(nowMs, middle + width) : middle + width
  return bounded({ fromMs: end - 2 * width, toMs: end })
}

/** Half of the time, around a moment as near as its ends allow; no less than a minute. */
export function zoomedIn({ fromMs, toMs }: FixedSpan, aroundMs: number): FixedSpan {
  const width = Math.min(toMs - fromMs, Math.max(MIN_MS, (toMs - fromMs) / 2))
  const start = Math.min(Math.max(fromMs, aroundMs - width / 2), toMs - width)
  return bounded({ fromMs: start, toMs: start + width })
}

/**
 * The span that comes next, or before, and is as long. Whole days and months of a zone stay whole,
 * whatever clocks do and however long months are.
 */
export function steppedSpan(
  { fromMs, toMs }: FixedSpan,
  towards: 1 | -1,
  timeZone: string,
): FixedSpan {
  const [from, to] = [midnightAt(fromMs, timeZone), midnightAt(toMs, timeZone)]
  if (from === null || to === null) {
    const width = (toMs - fromMs) * towards
    return bounded({ fromMs: fromMs + width, toMs: toMs + width })
  }
  const isOfMonths = from.day === 1 && to.day === 1
  const months = (to.year - from.year) * 12 + to.month - from.month
  const days = Math.round(compareDays(to, from) / DAY_MS)
  const move = (day: Day) =>
    startOfDay(
      isOfMonths ? firstOfMonth(day, months * towards) : addDays(day, days * towards),
      timeZone,
    )
  return bounded({ fromMs: move(from), toMs: move(to) })
}

/** The day that begins at a moment; null where none does. */
function midnightAt(ms: number, timeZone: string): Day | null {
  const { day } = wallClockAt(ms, timeZone)
  return startOfDay(day, timeZone) === ms ? day : null
}

function bounded({ fromMs, toMs }: FixedSpan): FixedSpan {
  const end = Math.min(LATEST_MS, Math.max(EARLIEST_MS + MIN_MS, Math.round(toMs)))
  return { fromMs: Math.min(end - 1, Math.max(EARLIEST_MS, Math.round(fromMs))), toMs: end }
}
