import type { LoginHistogram, TimeUnit } from '@/lib/db/logins/count-over-time'
import { zoneOffsetMs } from '@/lib/format/time-zone'

/** The time that a filter asks for; Unix milliseconds. */
export type Span = { fromMs?: number | undefined; toMs?: number | undefined }
export type TimeBucket = { fromMs: number; toMs: number; logins: number }

/** More bars than this are no bars any more: the newest are shown. */
const MOST = 420

/** The buckets of a chart, those without a login put in. */
export function bucketsOf(histogram: LoginHistogram, span: Span, timeZone: string): TimeBucket[] {
  const { unit, buckets } = histogram
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (first === undefined || last === undefined) return []
  const known = new Map(buckets.map(({ atMs, logins }) => [atMs, logins]))
  let at = first.atMs
  // Down to the start of the span, so that the empty part of it shows as empty.
  for (let tries = 0; tries < MOST && span.fromMs !== undefined; tries += 1) {
    if (at <= span.fromMs) break
    at = before(at, unit, timeZone)
  }
  const end = Math.max(last.atMs, (span.toMs ?? last.atMs + 1) - 1)
  const found: TimeBucket[] = []
  while (at <= end) {
    const next = after(at, unit, timeZone)
    found.push({ fromMs: at, toMs: next, logins: known.get(at) ?? 0 })
    at = next
  }
  return found.slice(-MOST)
}

/** From when to when the logins are that some bars count: no more of their time than the span has. */
export function timeOf(
  [first, last]: [first: TimeBucket, last: TimeBucket],
  { stepMs }: LoginHistogram,
  { fromMs, toMs }: Span,
): [fromMs: number, toMs: number] {
  const least = fromMs === undefined ? first.fromMs : Math.floor(fromMs / stepMs) * stepMs
  const most = toMs === undefined ? last.toMs : Math.ceil(toMs / stepMs) * stepMs
  return [Math.max(first.fromMs, least), Math.min(last.toMs, most)]
}

const FIXED_MS = { minute: 60_000, hour: 3_600_000 }
const DAY_MS = 86_400_000
const ABOUT_MS = { day: DAY_MS, month: 30 * DAY_MS, year: 365 * DAY_MS }

function after(at: number, unit: TimeUnit, timeZone: string): number {
  if (unit === 'minute' || unit === 'hour') return at + FIXED_MS[unit]
  // Days have 23 to 25 hours, months 28 to 31 days: into the middle of the next, and to its start.
  return startOf(at + 1.5 * ABOUT_MS[unit], unit, timeZone)
}

function before(at: number, unit: TimeUnit, timeZone: string): number {
  if (unit === 'minute' || unit === 'hour') return at - FIXED_MS[unit]
  return startOf(at - 0.5 * ABOUT_MS[unit], unit, timeZone)
}

function startOf(at: number, unit: keyof typeof ABOUT_MS, timeZone: string): number {
  const local = at + zoneOffsetMs(at, timeZone)
  const date = new Date(local)
  const month = unit === 'year' ? 0 : date.getUTCMonth()
  const day = unit === 'day' ? date.getUTCDate() : 1
  const midnight = Date.UTC(date.getUTCFullYear(), month, day)
  return midnight - zoneOffsetMs(midnight - zoneOffsetMs(at, timeZone), timeZone)
}
