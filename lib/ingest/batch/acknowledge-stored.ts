import { pause } from '@/lib/ingest/pause'
import { noteTrouble, type Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'
import { endsWhenEmpty } from '@/lib/model/pipeline/ledger'
import type { QueueMessage } from '@/lib/queue/queue'

const MAX_PAUSE_MS = 1_000
/** A queue that was purged, or deleted and made anew, refuses the old receipt handles for good. */
const MAX_REFUSED_MS = 5_000
/** A drain gives up once the queue could not be reached for so long; a follower never does. */
export const MAX_DRAIN_FAILING_MS = 120_000

/**
 * Deletes stored messages from the queue. What the queue does not delete is tried again for as long
 * as its handles are valid, and until the queue answers at all: a lane that cannot delete must not
 * receive. Handles that the queue refuses are tried for some seconds. What cannot be deleted reappears
 * and is counted as a duplicate delivery: no harm is done. Where the queue refuses for good, or leaves a drain without
 * an answer for two minutes, the run fails.
 * @returns how many are known to be deleted.
 */
export async function acknowledgeStored(
  run: Run,
  lane: number,
  messages: readonly QueueMessage[],
): Promise<number> {
  const part = `acknowledging ${lane}`
  const validUntilMs = handlesValidUntilMs(run, messages)
  const refusedUntilMs = Math.min(validUntilMs, performance.now() + MAX_REFUSED_MS)
  let left = messages
  let answeredAtMs = performance.now()
  for (let attempt = 0; ; attempt += 1) {
    const { deleted, failure } = await run.queue.acknowledge(left)
    const done = new Set(deleted)
    left = left.filter((message) => !done.has(message))
    if (left.length === 0 || failure === null) break
    log.warn('batch.not-acknowledged', { runId: run.claimed.id, lane, left: left.length }, failure)
    const problem = `Acknowledging: ${failure.message}`
    if (failure.permanent) {
      run.end ??= { kind: 'failed', problem }
      break
    }
    noteTrouble(run, part, problem)
    const nowMs = performance.now()
    if (failure.status !== undefined) answeredAtMs = nowMs
    else if (isHopeless(run, nowMs - answeredAtMs)) {
      run.end ??= { kind: 'failed', problem }
      break
    }
    const untilMs = failure.blamesMessages ? refusedUntilMs : validUntilMs
    if (nowMs > run.stopAtMs() || (failure.status !== undefined && nowMs > untilMs)) break
    await pause(attempt, Math.min(MAX_PAUSE_MS, run.stopAtMs() - nowMs))
  }
  noteTrouble(run, part, null)
  return messages.length - left.length
}

function isHopeless({ request }: Run, unansweredForMs: number): boolean {
  return endsWhenEmpty(request.mode) && unansweredForMs > MAX_DRAIN_FAILING_MS
}

function handlesValidUntilMs(run: Run, messages: readonly QueueMessage[]): number {
  const firstMs = Math.min(...messages.map((message) => message.receivedAtMs))
  return firstMs + run.visibilityTimeoutSeconds * 1_000
}
