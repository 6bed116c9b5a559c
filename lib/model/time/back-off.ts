type Bounds = { initial: number; max: number }

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a maximum, and half of that at
 * random, so that many who lost the same server do not come back to it at once.
 * @param failures how many went before the wait that is `initial` at most; from 0.
 * @param random from 0 to 1.
 * @returns in the unit of the bounds.
 */
export function backOff(
  failures: number,
  { initial, max }: Bounds,
  random = Math.random(),
): number {
  return Math.min(max, initial * 2 ** failures) * (0.5 + random / 2)
}
