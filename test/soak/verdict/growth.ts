import { median } from '@/test/support/statistics'

/** The memory of a process at a moment. */
export type Reading = { atMs: number; rssMb: number }

/** How the memory of one process went, from its warm-up to its end. */
export type Growth = {
  /** How long it was watched. */
  minutes: number
  /** The median of the first third after the warm-up, and of the last. */
  firstMb: number
  lastMb: number
  /** Of the last half. */
  mbPerMinute: number
  /** Whether it has lived for long enough to tell, and has grown. */
  hasGrown: boolean
}

const WARM_UP_MINUTES = 3
/** Of less than that, a slope says what was loaded last. */
const LEAST_MINUTES = 10
const SLOPE_MB_PER_MINUTE = 1
/** What memory goes up and down by itself. */
const THIRDS_MB = 10

/**
 * The growth of one process. It has grown where both its last half rises and its last third is above
 * its first: either alone comes and goes with the garbage collector.
 * @returns null where it was hardly read.
 */
export function growthOf(readings: readonly Reading[]): Growth | null {
  const [first, last] = [readings[0], readings.at(-1)]
  if (first === undefined || last === undefined || readings.length < 3) return null
  const minutes = (last.atMs - first.atMs) / 60_000
  const warmAtMs = first.atMs + Math.min(WARM_UP_MINUTES, minutes / 3) * 60_000
  const warm = readings.filter(({ atMs }) => atMs >= warmAtMs)
  const third = Math.max(1, Math.floor(warm.length / 3))
  const [firstMb, lastMb] = [medianMb(warm.slice(0, third)), medianMb(warm.slice(-third))]
  const mbPerMinute = slope(warm.slice(Math.floor(warm.length / 2)))
  const hasGrown =
    minutes >= LEAST_MINUTES && mbPerMinute > SLOPE_MB_PER_MINUTE && lastMb - firstMb > THIRDS_MB
  return { minutes, firstMb, lastMb, mbPerMinute, hasGrown }
}

function medianMb(readings: readonly Reading[]): number {
  return median(readings.map(({ rssMb }) => rssMb))
}

/** By least squares, in MB a minute; 0 of a single reading. */
function slope(readings: readonly Reading[]): number {
  const minutes = readings.map(({ atMs }) => atMs / 60_000)
  const [x, y] = [mean(minutes), mean(readings.map(({ rssMb }) => rssMb))]
  let [along, across] = [0, 0]
  readings.forEach(({ rssMb }, at) => {
    const dx = (minutes[at] ?? x) - x
    across += dx * (rssMb - y)
    along += dx * dx
  })
  return along === 0 ? 0 : across / along
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
