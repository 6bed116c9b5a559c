import { isActive, type RunSummary } from '@/lib/model/ledger'
import type { LiveEvent, RatePoint } from '@/lib/model/live/live-view'

const STEADY_SECONDS = 5

/** Messages a second just now: the mean of the last whole seconds, the running one left out. */
export function currentRate(rate: RatePoint[]): number {
  const whole = rate.slice(0, -1).slice(-STEADY_SECONDS)
  if (whole.length === 0) return 0
  return whole.reduce((sum, point) => sum + point.received, 0) / whole.length
}

/** Seconds until the queue is empty at the current rate; null where that cannot be said. */
export function secondsToEmpty(event: LiveEvent): number | null {
  const { depth } = event.queue
  if (depth === null || event.run === null || !isActive(event.run.state)) return null
  const rate = currentRate(event.rate)
  return rate <= 0 ? null : depth.visible / rate
}

/** How much of what waited at the start was received, 0 to 1; null where the start is unknown. */
export function runProgress(run: RunSummary): number | null {
  if (run.state === 'finished') return 1
  if (run.depthAtStart === null || run.depthAtStart === 0) return null
  return Math.min(1, run.ledger.received / run.depthAtStart)
}
