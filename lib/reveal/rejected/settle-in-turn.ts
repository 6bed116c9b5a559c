import { listOpenRejected, type OpenRejected } from '@/lib/db/rejected/list-open-rejected'
import { failureSentence } from '@/lib/errors'
import { log } from '@/lib/log'
import type { BulkOther, BulkSettled, BulkStop } from '@/lib/model/rejected/rejected-bulk'
import type { BulkRequest } from '@/lib/reveal/rejected/bulk-input'
import type { BulkProgress } from '@/lib/reveal/rejected/bulk-progress'

/** Whatever stands in front of the console may give up an answer after a minute. */
const TIMEOUT_MS = 50_000

/** What became of a few messages: how many of each outcome, and why none should follow. */
export type Settled = {
  outcomes: Record<string, number>
  stop?: { why: BulkStop; problem: string }
}

type Options = {
  request: BulkRequest
  progress: BulkProgress
  /** The outcome of those that are done. */
  done: 'returned' | 'discarded'
  atOnce: number
  timeoutMs?: number | undefined
}

/**
 * Takes the open messages of a request a few at a time, oldest first, until as many were tried as were
 * asked for, none is left, somebody stops it, or time is up. Each few are settled before the next are
 * looked at, so that it can end between any two, and be asked for again: what is done is open no more.
 */
export async function settleInTurn(
  { request, progress, done, atOnce, timeoutMs = TIMEOUT_MS }: Options,
  settle: (ids: string[]) => Promise<Settled>,
): Promise<Omit<BulkSettled, 'kind' | 'requestId'>> {
  const { filter, throughId, count } = request
  const deadline = performance.now() + timeoutMs
  const outcomes = new Map<string, number>()
  let stop: Settled['stop'] | { why: BulkStop; problem: null }
  let after: OpenRejected | null = null
  try {
    while (stop === undefined && progress.tried < count) {
      if (progress.isStopAsked) stop = { why: 'asked', problem: null }
      else if (performance.now() > deadline) stop = { why: 'time', problem: null }
      if (stop !== undefined) break
      const limit = Math.min(atOnce, count - progress.tried)
      const next: OpenRejected[] = await listOpenRejected({ filter, throughId, after, limit })
      after = next.at(-1) ?? null
      if (after === null) break
      const settled = await settle(next.map(({ id }) => id))
      for (const [outcome, messages] of Object.entries(settled.outcomes)) {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + messages)
      }
      progress.tried += next.length
      stop = settled.stop
    }
  } catch (error) {
    log.error('rejected.bulk-failed', { tried: progress.tried, asked: count }, error)
    stop = { why: 'failed', problem: failureSentence(error) }
  }
  return {
    asked: count,
    done: outcomes.get(done) ?? 0,
    others: othersOf(outcomes, done),
    stopped: stop?.why ?? null,
    problem: stop?.problem ?? null,
  }
}

function othersOf(outcomes: Map<string, number>, done: string): BulkOther[] {
  return [...outcomes].flatMap(([outcome, messages]) =>
    outcome === done || messages === 0 ? [] : [{ outcome, messages }],
  )
}

/** What came of it, as the log has it: `34 returned`, `1 in-doubt`, `stopped: queue`. */
export function outcomesOf(
  { done, others, stopped }: Pick<BulkSettled, 'done' | 'others' | 'stopped'>,
  word: string,
): string[] {
  return [
    `${done} ${word}`,
    ...others.map(({ outcome, messages }) => `${messages} ${outcome}`),
    ...(stopped === null ? [] : [`stopped: ${stopped}`]),
  ]
}
