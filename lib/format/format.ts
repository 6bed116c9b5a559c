import { DAY_MS } from '@/lib/model/time/units'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** `12480` → `12,480`. */
export function formatNumber(value: number): string {
  return grouped.format(value)
}

/** For the ticks of an axis: `2500` → `2.5k`. */
export function formatCompact(value: number): string {
  return compact.format(value).toLowerCase()
}

/** A count that stopped at its cap: `10001` → `10,000+`. */
export function formatCapped(value: number, cap: number): string {
  return value > cap ? `${formatNumber(cap)}+` : formatNumber(value)
}

/** A number, or the least that it is: `20,000+`. */
export function formatAtLeast({ count, isExact }: { count: number; isExact: boolean }): string {
  return isExact ? formatNumber(count) : `${formatNumber(count)}+`
}

/** `1 login`, `2 logins`. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`
}

/** `0.4 s`, `36 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown'
  const left = Math.max(0, seconds)
  if (left < 9.95) return `${oneDigit.format(left)} s`
  const whole = Math.round(left)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return twoUnits(Math.floor(whole / 60), 'min', whole % 60, 's')
  if (whole < 86_400) {
    return twoUnits(Math.floor(whole / 3_600), 'h', Math.floor((whole % 3_600) / 60), 'min')
  }
  return twoUnits(Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3_600), 'h')
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

/** `4,310/s`; slow ones keep a digit: `3.2/s`. */
export function formatRate(perSecond: number): string {
  const value = Number.isFinite(perSecond) ? Math.max(0, perSecond) : 0
  return `${value < 10 ? oneDigit.format(value) : grouped.format(value)}/s`
}

/** `317 B`, `4.2 kB`, `250 kB`, `1.3 MB`; a kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${grouped.format(bytes)} B`
  const [value, unit] = bytes < 999_500 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value < 9.95 ? oneDigit.format(value) : grouped.format(value)} ${unit}`
}

/** `0.642` → `64 %`; never 100 before it is whole. */
export function formatShare(share: number): string {
  const percent = share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))
  return `${Math.max(0, percent)} %`
}

/** A time as recent as this needs no year: in January everybody knows which December is meant. */
const RECENT_MS = 183 * DAY_MS

/**
 * `Nov 21 14:02:59`, with milliseconds if asked. A time of another year that is not recent has its year in place of its
 * seconds, `Nov 21 2020 14:02`, which takes little more of a column; with milliseconds, it has both.
 */
export function formatTime(
  ms: number,
  timeZone: string,
  {
    now = Date.now(),
    millis = false,
  }: { now?: number | undefined; millis?: boolean | undefined } = {},
): string {
  const { year, month, day, hour, minute, second, fractionalSecond } = partsOf(ms, timeZone)
  const isRecent = ms <= now && now - ms < RECENT_MS
  const isThisYear = isRecent || year === partsOf(now, timeZone).year
  const date = isThisYear ? `${month} ${day}` : `${month} ${day} ${year}`
  if (millis) return `${date} ${hour}:${minute}:${second}.${fractionalSecond}`
  return isThisYear ? `${date} ${hour}:${minute}:${second}` : `${date} ${hour}:${minute}`
}

/** `14:02:59.225`, or without its milliseconds. */
export function formatClock(ms: number, timeZone: string, { millis = true } = {}): string {
  const { hour, minute, second, fractionalSecond } = partsOf(ms, timeZone)
  return `${hour}:${minute}:${second}${millis ? `.${fractionalSecond}` : ''}`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function partsOf(ms: number, timeZone: string): Record<string, string> {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: 'short',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    })
    formatters.set(timeZone, formatter)
  }
  return Object.fromEntries(formatter.formatToParts(ms).map(({ type, value }) => [type, value]))
}
