import { MAX_BATCHES } from '@/lib/db/rollups/fold-batches'

/**
 * From the start of one fold to that of the next. Planning the statements of a fold takes Postgres 10 to 15 ms, whether
 * it folds one batch or ten: without a pause, folds take processor time that ingestion needs, above all on a busy machine.
 */
const FOLD_INTERVAL_MS = 400
/** If another process is folding. */
const SHORT_PAUSE_MS = 100

/**
 * How long to wait after a fold, in ms.
 * @param folded how many batches it folded.
 */
export function foldPause(folded: number, tookMs: number): number {
  if (folded === 0) return SHORT_PAUSE_MS
  // The most that one fold takes, so more may be waiting.
  if (folded >= MAX_BATCHES) return 0
  return Math.max(0, FOLD_INTERVAL_MS - tookMs)
}
