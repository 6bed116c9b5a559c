import type { LiveEvent } from '@/lib/model/live/live-view'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import { NOBODY } from '@/lib/model/pipeline/workers'

export const AT = '2026-11-21T13:00:02.000Z'

/** A moment so many seconds before the event's. */
export function secondsBefore(seconds: number): string {
  return new Date(Date.parse(AT) - seconds * 1_000).toISOString()
}

/** A run that works, but for what a test cares about. */
export function runSummary(part: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 42,
    mode: 'drain',
    state: 'running',
    startedBy: 'admin@example.com',
    startedAt: '2026-11-21T13:00:00.000Z',
    endedAt: null,
    lanes: 4,
    depthAtStart: 1_000,
    problem: null,
    batches: 2,
    ledger: {
      received: 640,
      stored: 640,
      duplicates: 0,
      rejected: 0,
      failed: 0,
      acknowledged: 640,
      balanced: true,
    },
    seconds: 2,
    ...part,
  }
}

/** What the live view tells while all is well, but for what a test cares about. */
export function liveEvent(part: Partial<LiveEvent> = {}): LiveEvent {
  const depth = { name: 'logins', visible: 400, inFlight: 0, delayed: 0, deadLetter: 0, readAt: AT }
  return {
    ledgerId: '7',
    now: AT,
    run: runSummary(),
    otherActiveRuns: 0,
    recentRuns: [],
    rate: [],
    currentRate: { kind: 'known', perSecond: 320 },
    timeToEmpty: { kind: 'known', seconds: 90 },
    depthHistory: [],
    queue: { depth, reachedAt: AT, failure: null },
    database: { reachable: true, latencyMs: 1, failure: null, readAt: AT },
    replica: null,
    folding: { lagMs: 0, failure: null, since: null },
    ingestion: NOBODY,
    logins: [],
    loginsArrived: 0,
    rejectedKept: 0,
    alerts: [],
    ...part,
  }
}
