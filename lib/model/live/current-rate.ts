/** One second of ingestion: how many messages were committed in it. */
export type RatePoint = {
  /** Unix seconds, by the database's clock. */ at: number
  received: number
}

/** How many messages are received a second just now. */
export type CurrentRate =
  /** No run is active. */
  | { kind: 'idle' }
  /** A run began too lately for a rate to say anything. */
  | { kind: 'measuring' }
  /** A run is active, and what it does cannot be seen, or it waits for a server that is away. */
  | { kind: 'unknown' }
  | { kind: 'known'; perSecond: number }

const WINDOW_SECONDS = 10
const MEASURING_SECONDS = 3
/** Of a run that may wait; it goes on if each of so many seconds brought something. */
const STANDSTILL_SECONDS = 2

/**
 * The mean over the last ten whole seconds, or over as many as have passed since the run began: the
 * seconds before it were not its own.
 * @param points whole seconds without a gap, oldest first.
 * @param activeSince when the oldest active run began, Unix seconds by the same clock; null for none.
 */
export function currentRate(points: RatePoint[], activeSince: number | null): CurrentRate {
  if (activeSince === null) return { kind: 'idle' }
  const seconds = points.slice(-WINDOW_SECONDS).filter(({ at }) => at >= activeSince)
  if (seconds.length < MEASURING_SECONDS) return { kind: 'measuring' }
  const received = seconds.reduce((sum, point) => sum + point.received, 0)
  return { kind: 'known', perSecond: Math.round((received / seconds.length) * 10) / 10 }
}

/**
 * The rate of a run that waits: the mean of what it received before is none.
 * @param isCertain whether it is known to wait, rather than not known to go on. What it had in hand is stored late, and
 *   on a slow machine for seconds: no pace, until that mean holds no second in which it stood still.
 */
export function rateWhileWaiting(
  rate: CurrentRate,
  points: RatePoint[],
  isCertain: boolean,
): CurrentRate {
  const seconds = isCertain ? WINDOW_SECONDS : STANDSTILL_SECONDS
  const halts = points.slice(-seconds).some(({ received }) => received === 0)
  return rate.kind === 'known' && halts ? { kind: 'unknown' } : rate
}
