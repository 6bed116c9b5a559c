import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/** What becomes of the messages that a stopped run leaves behind. */
export type AfterStop =
  /** It stores and acknowledges what it has in hand. */
  | { kind: 'finishing' }
  /** Received and not stored: hidden until their visibility timeout has run out. */
  | { kind: 'in-flight'; inFlight: number; waiting: number; backAtMs: number | null }
  /** Nothing is hidden any more. */
  | { kind: 'waiting'; waiting: number }

type Told = Pick<LiveEvent, 'queue' | 'otherActiveRuns' | 'run'>

/**
 * What the queue says of a run that somebody stopped; null where there is nothing to say: it was not
 * stopped, it left nothing, the queue was not read since, or another run works on the queue by now.
 */
export function afterStop(run: RunSummary, event: Told | null): AfterStop | null {
  if (run.state === 'stopping') return { kind: 'finishing' }
  // The queue that is told of is not the one that a redrive received from.
  if (run.mode === 'redrive') return null
  if (run.state !== 'stopped' || run.endedAt === null || event === null) return null
  const isLast = event.run?.id === run.id && !isActive(event.run.state)
  const { depth } = event.queue
  if (!isLast || event.otherActiveRuns > 0 || depth === null) return null
  const endedMs = Date.parse(run.endedAt)
  if (Date.parse(depth.readAt) < endedMs) return null
  const { inFlight, visible: waiting, visibilityTimeoutSeconds: timeout } = depth
  if (inFlight > 0) {
    // The last of them was received no later than the run ended.
    const backAtMs = timeout === undefined ? null : endedMs + timeout * 1_000
    return { kind: 'in-flight', inFlight, waiting, backAtMs }
  }
  return waiting > 0 ? { kind: 'waiting', waiting } : null
}
