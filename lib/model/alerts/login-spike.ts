/** How many logins were sent within the last quarter of an hour, and in the same hour of earlier days. */
export type LoginsPerQuarter = {
  count: number
  /** Of each earlier day on which any login was sent: how many in the hour around this time of day. */
  sameHours: readonly number[]
}

/**
 * What a spike is taken from. With fewer days nothing is usual yet, and a few logins are no spike however
 * quiet the hour is otherwise.
 */
export const LOGIN_SPIKE = { seconds: 900, days: 7, minDays: 3, minLogins: 100 }

const QUARTERS_AN_HOUR = 4

/**
 * How many logins a quarter of an hour usually has: a fourth of the median of the hours, which one day with
 * a spike or an outage does not move. Null where too few days are known.
 */
export function usualLogins(hours: readonly number[]): number | null {
  if (hours.length < LOGIN_SPIKE.minDays) return null
  const sorted = hours.toSorted((one, other) => one - other)
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1]
  return ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2 / QUARTERS_AN_HOUR
}

/** Whether this many logins are more than a number of times the usual. */
export function isSpike(count: number, usual: number, times: number): boolean {
  return count >= LOGIN_SPIKE.minLogins && count > times * usual
}
