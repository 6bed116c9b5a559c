import type { Run } from '@/lib/ingest/run'
import { DAY_MS } from '@/lib/model/time/units'

/**
 * A follower's run is cut where it has become long: pages add a run's batches up several times a
 * second, and a ledger of months is no answer to what happened yesterday.
 */
const MAX_MESSAGES = 100_000
/** A trickle makes a batch of each message. */
const MAX_BATCHES = 2_000

type Length = { received: number; batches: number; startedAtMs: number; nowMs: number }

/** Ends a follower's run that is long enough: its lanes finish their turns, and the next run begins. */
export function cutWhenDue(run: Run): void {
  if (run.request.mode !== 'follow') return
  const { received } = run.progress
  const { batches } = run.tally
  if (run.isProbe && batches > 0) run.end ??= { kind: 'cut' }
  const length = { received, batches, startedAtMs: run.startedAtMs, nowMs: Date.now() }
  if (isLongEnough(length)) run.end ??= { kind: 'cut' }
}

/** Whether a run has enough messages, enough batches, or some of an earlier day (UTC). */
export function isLongEnough({ received, batches, startedAtMs, nowMs }: Length): boolean {
  if (received >= MAX_MESSAGES || batches >= MAX_BATCHES) return true
  // One that received nothing goes on: days without a message leave no empty runs.
  return received > 0 && Math.floor(nowMs / DAY_MS) > Math.floor(startedAtMs / DAY_MS)
}
