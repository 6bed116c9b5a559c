import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** Messages a second over a whole run. */
export function meanRate(run: RunSummary): number {
  return run.seconds > 0 ? run.ledger.received / run.seconds : 0
}
