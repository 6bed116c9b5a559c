import type { RatePoint } from '@/lib/model/live/current-rate'

/** Unix seconds, and what was received in each; null where that is not known. */
export type RateSeries = [at: number[], received: (number | null)[]]

/**
 * What a chart of the rate is drawn from. It ends in now, however old the points are: what came since
 * they were read is a gap, which nobody takes for a rate.
 * @param points whole seconds, oldest first.
 */
export function rateSeries(points: RatePoint[], ageSeconds: number): RateSeries {
  const end = rateSeriesEnd(points, ageSeconds)
  return [
    [...points.map(({ at }) => at), ...(points.length === 0 ? [] : [end])],
    [...points.map(({ received }) => received), ...(points.length === 0 ? [] : [null])],
  ]
}

/** Now, by the clock of the points; 0 where there are none. */
export function rateSeriesEnd(points: RatePoint[], ageSeconds: number): number {
  const last = points.at(-1)
  return last === undefined ? 0 : last.at + 1 + ageSeconds
}
