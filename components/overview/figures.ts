import type { RunSummary } from '@/lib/model/pipeline/ledger'

/**
 * How much of what waited at the start was received, 0 to 1; null where the start is unknown, and for
 * a follower, which has no end.
 */
export function runProgress(run: RunSummary): number | null {
  if (run.mode === 'follow') return null
  if (run.state === 'finished') return 1
  if (run.depthAtStart === null || run.depthAtStart === 0) return null
  return Math.min(1, run.ledger.received / run.depthAtStart)
}
