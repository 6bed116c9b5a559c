import type { Plot } from '@/components/logins/charts/chart-plot'
import type { TimeBucket } from '@/components/logins/charts/time-buckets'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import { formatCount, formatNumber } from '@/lib/format/format'
import { formatSpan } from '@/lib/format/time-span'
import { MONTHS } from '@/lib/model/time/calendar-names'
import { wallClockAt } from '@/lib/model/time/wall-clock'

type ChartClock = Pick<LoginHistogram, 'unit' | 'timeZone' | 'nowMs'>

/** When some bars are: `Tue, Nov 17, 14:00 – 15:00`, `Nov 2026`. */
function spanWords(first: TimeBucket, last: TimeBucket, clock: ChartClock): string {
  const { unit } = clock
  if (unit !== 'month' && unit !== 'year') {
    return formatSpan({ fromMs: first.fromMs, toMs: last.toMs }, clock)
  }
  const [from, to] = [startWords(first, clock), startWords(last, clock)]
  return from === to ? from : `${from} – ${to}`
}

/** When a bar begins: `Tue, Nov 17, 14:00`, `Tue, Nov 17`, `Nov 2026`. */
function startWords({ fromMs, toMs }: TimeBucket, clock: ChartClock): string {
  const { unit, timeZone } = clock
  const { day } = wallClockAt(fromMs, timeZone)
  if (unit === 'year') return String(day.year)
  if (unit === 'month') return `${MONTHS[day.month - 1]?.slice(0, 3)} ${day.year}`
  if (unit === 'day') return formatSpan({ fromMs, toMs }, clock)
  // A minute, whatever it is: up to the dash is when it begins.
  return formatSpan({ fromMs, toMs: fromMs + 60_000 }, clock).split(' – ')[0] ?? ''
}

/** What some bars hold, and when they are; of a chart without a bar, that there is no login. */
export function barWords(plot: Plot, [low, high]: [number, number], clock: ChartClock): string {
  const [first, last] = [plot.buckets[low], plot.buckets[high]]
  if (!first || !last) return 'no logins'
  return `${valueWords(plot, low, high)}, ${spanWords(first, last, clock)}`
}

/** What some bars hold: `18,594 logins · DE 9,120 · FR 2,001`, with the line that they are held against. */
export function valueWords({ stack, line, totals }: Plot, low: number, high: number): string {
  const sum = (logins: readonly number[]) =>
    logins.slice(low, high + 1).reduce((total, count) => total + count, 0)
  const parts =
    stack.length > 1 || line !== null ? [...stack, ...(line === null ? [] : [line])] : []
  const told = parts
    .map(({ label, logins }) => ({ label, count: sum(logins) }))
    .filter(({ count }, at) => count > 0 || parts[at] === line)
    .map(({ label, count }) => `${label} ${formatNumber(count)}`)
  return [formatCount(sum(totals), 'login'), ...told].join(' · ')
}

/** The highest bar and when it was: `highest 18,594 on Tue, Nov 17, 14:00`. */
export function highestWords(buckets: readonly TimeBucket[], clock: ChartClock): string {
  const top = highestOf(buckets)
  if (top === null) return 'no logins'
  const isLong = clock.unit === 'month' || clock.unit === 'year'
  return `highest ${formatNumber(top.logins)} ${isLong ? 'in' : 'on'} ${startWords(top, clock)}`
}

/** The chart in a sentence. */
export function summaryOf(buckets: readonly TimeBucket[], clock: ChartClock): string {
  const [first, last] = [buckets[0], buckets.at(-1)]
  const top = highestOf(buckets)
  if (!first || !last || top === null) return 'Logins over time: none'
  const total = buckets.reduce((sum, { logins }) => sum + logins, 0)
  return `Logins over time, ${spanWords(first, last, clock)}: ${formatNumber(total)} in all, most at ${startWords(top, clock)} with ${formatNumber(top.logins)}`
}

function highestOf(buckets: readonly TimeBucket[]): TimeBucket | null {
  const [first] = buckets
  if (first === undefined) return null
  const top = buckets.reduce((most, bucket) => (bucket.logins > most.logins ? bucket : most), first)
  return top.logins === 0 ? null : top
}
