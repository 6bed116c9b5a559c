/** A span of time, Unix milliseconds, `toMs` not in it: whole units, or less than one. */
export type TimeSpan = { fromMs: number; toMs: number; unitMs: number | null }

/**
 * Cuts a span of time into whole units, the coarsest in the middle, and what is left at the ends.
 * @param unitsMs the coarsest first; each is a multiple of the next.
 */
export function cutTime(fromMs: number, toMs: number, unitsMs: readonly number[]): TimeSpan[] {
  if (fromMs >= toMs) return []
  const [unitMs, ...finer] = unitsMs
  if (unitMs === undefined) return [{ fromMs, toMs, unitMs: null }]
  const first = Math.ceil(fromMs / unitMs) * unitMs
  const last = Math.floor(toMs / unitMs) * unitMs
  if (first >= last) return cutTime(fromMs, toMs, finer)
  return [
    ...cutTime(fromMs, first, finer),
    { fromMs: first, toMs: last, unitMs },
    ...cutTime(last, toMs, finer),
  ]
}
