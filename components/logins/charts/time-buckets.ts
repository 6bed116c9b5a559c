import type { LoginHistogram, TimeUnit } from '@/lib/db/count-over-time'

export type TimeBucket = { fromMs: number; toMs: number; logins: number }

/** More bars than this are no bars any more. */
const MOST = 420

/** The buckets of a chart, those without a login put in. */
export function bucketsOf(
  histogram: LoginHistogram,
  span: { fromMs?: number; toMs?: number },
  timeZone: string,
): TimeBucket[] {
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
  while (at <= end && found.length < MOST) {
    const next = after(at, unit, timeZone)
    found.push({ fromMs: at, toMs: next, logins: known.get(at) ?? 0 })
    at = next
  }
  return found
}

const FIXED_MS = { minute: 60_000, hour: 3_600_000 }
const DAY_MS = 86_400_000

function after(at: number, unit: TimeUnit, timeZone: string): number {
  if (unit === 'minute' || unit === 'hour') return at + FIXED_MS[unit]
  // Days have 23 to 25 hours, months 28 to 31 days: into the middle of the next, and to its start.
  return startOf(at + (unit === 'day' ? 1.5 : 45) * DAY_MS, unit, timeZone)
}

function before(at: number, unit: TimeUnit, timeZone: string): number {
  if (unit === 'minute' || unit === 'hour') return at - FIXED_MS[unit]
  return startOf(at - (unit === 'day' ? 0.5 : 15) * DAY_MS, unit, timeZone)
}

function startOf(at: number, unit: 'day' | 'month', timeZone: string): number {
  const local = at + offsetMs(at, timeZone)
  const date = new Date(local)
  const day = unit === 'day' ? date.getUTCDate() : 1
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)
  return midnight - offsetMs(midnight - offsetMs(at, timeZone), timeZone)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far a zone is ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    const numeric = 'numeric' as const
    formatter = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: numeric, month: numeric, day: numeric },
      ...{ hour: numeric, minute: numeric, second: numeric },
    })
    formatters.set(timeZone, formatter)
  }
  const part = Object.fromEntries(
    formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}
