import type { Run } from '@/lib/ingest/run'
import { type LogContext, withLogContext } from '@/lib/log-context'
import { observe } from '@/lib/measure'
import type { QueueMessage } from '@/lib/queue/queue'
import { beginSpan } from '@/lib/trace'

export type BatchInHand = {
  /** Does a part of the work: its log lines say the run, the lane and these ids. */
  within<Result>(ids: LogContext, work: () => Promise<Result>): Promise<Result>
  end(): void
}

/**
 * Begins to log, time and trace a batch that was received just now. Its trace is its own: a run may
 * last for days.
 * @param startedAtMs when its first message was asked for, on the clock of `performance.now()`.
 */
export function beginBatch(
  run: Run,
  lane: number,
  messages: readonly QueueMessage[],
  startedAtMs: number,
): BatchInHand {
  const runId = run.claimed.id
  const span = beginSpan('batch', {
    startedAtMs,
    beginsTrace: true,
    attributes: {
      'veilgate.run': runId,
      'veilgate.lane': lane,
      'veilgate.messages': messages.length,
    },
  })
  span.notePart('receive', startedAtMs)
  const firstAtMs = Math.min(...messages.map(({ receivedAtMs }) => receivedAtMs))
  const oldestSentAtMs = Math.min(...messages.map(({ sentAt }) => sentAt.getTime()))
  observe('veilgate_message_age_seconds', {}, Math.max(0, Date.now() - oldestSentAtMs) / 1_000)
  const ofRun = () => ({ runId: run.claimed.id, lane })
  return {
    within: (ids, work) =>
      withLogContext(ofRun, () => withLogContext(ids, () => span.within(work))),
    end: () => {
      observe('veilgate_batch_seconds', {}, (performance.now() - firstAtMs) / 1_000)
      span.end()
    },
  }
}
