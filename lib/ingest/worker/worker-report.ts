import { hostname } from 'node:os'
import type { WorkerReport } from '@/lib/db/workers/beat-worker'
import type { Follower } from '@/lib/ingest/follow/follower'
import { problemOf } from '@/lib/ingest/run'
import { stateOf, type Wanted } from '@/lib/ingest/worker/worker-state'
import type { WorkerKind } from '@/lib/model/pipeline/workers'
import { VERSION } from '@/lib/model/version'

/** What a process knows of itself. Times are on the clock of `performance.now()`. */
export type Reported = {
  key: string
  kind: WorkerKind
  /** What it is to do; null before it has heard. */
  wanted: Wanted | null
  follower: Follower | null
  /** Messages of the runs that ended. */
  receivedBefore: number
  lastMessageAtMs: number | null
  queueReachedAtMs: number | null
  rate: (count: number) => number
}

/** How a process is, for its heartbeat. */
export function reportOf(worker: Reported): WorkerReport {
  const { key, kind, wanted, follower } = worker
  const run = follower?.run() ?? null
  const problem = (run === null ? null : problemOf(run)) ?? follower?.problem() ?? null
  const secondsAgo = (atMs: number | null) => {
    return atMs === null ? null : (performance.now() - atMs) / 1_000
  }
  return {
    key,
    kind,
    host: hostname().slice(0, 255),
    pid: process.pid,
    version: VERSION,
    state: stateOf(wanted, follower === null ? null : { hasRun: run !== null, problem }),
    runId: run?.claimed.id ?? null,
    lanes: run?.lanes.wanted ?? 0,
    lanesReason: run?.lanes.reason ?? null,
    rate: worker.rate(worker.receivedBefore + (run?.progress.received ?? 0)),
    problem,
    queueReachedSecondsAgo: secondsAgo(run?.tally.queueReachedAtMs ?? worker.queueReachedAtMs),
    lastMessageSecondsAgo: secondsAgo(run?.tally.lastMessageAtMs ?? worker.lastMessageAtMs),
  }
}
