const SPAN_MS = 10_000

/** Measures messages a second over the last ten seconds, from a count that only grows. */
export function rateMeter(nowMs: () => number = () => performance.now()) {
  const readings: { atMs: number; count: number }[] = []
  /** @returns the rate as of a new reading of the count. */
  return (count: number): number => {
    const atMs = nowMs()
    readings.push({ atMs, count })
    while (readings.length > 2 && atMs - (readings[1]?.atMs ?? atMs) >= SPAN_MS) readings.shift()
    const first = readings[0]
    if (first === undefined || first.atMs === atMs) return 0
    return (Math.max(0, count - first.count) / (atMs - first.atMs)) * 1_000
  }
}
