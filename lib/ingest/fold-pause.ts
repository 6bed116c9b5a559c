import { MAX_BATCHES } from '@/lib/db/rollups/fold-batches'

/**
 * From the start of one fold to that of the next. To plan the statements of a fold takes Postgres 10 to 15 ms, whether it
 * folds one batch or ten: folds without a pause take from ingestion what it needs, the more on a busy machine.
 */
const FOLD_INTERVAL_MS = 400
/** Where another process folds. */
const SHORT_PAUSE_MS = 100

/**
 * How long to wait after a fold, in ms.
 * @param folded how many batches it folded.
 */
export function foldPause(folded: number, tookMs: number): number {
  if (folded === 0) return SHORT_PAUSE_MS
  // As many as one fold takes: more may wait.
  if (folded >= MAX_BATCHES) return 0
  return Math.max(0, FOLD_INTERVAL_MS - tookMs)
}
