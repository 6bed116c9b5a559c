import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { pingDatabase } from '@/lib/db/ping'
import { watchReplica } from '@/lib/db/replica/watch-replica'
import { readRetentionAge } from '@/lib/db/retention/read-retention-age'
import { readFoldLag } from '@/lib/db/rollups/read-fold-lag'
import { readRunFigures } from '@/lib/db/runs/read-run-figures'
import { countHeardWorkers } from '@/lib/db/workers/count-heard-workers'
import { readOnce } from '@/lib/metrics/read-once'
import { type Reading, reading } from '@/lib/metrics/reading'
import { createStallWatch } from '@/lib/metrics/stall-watch'
import type { QueueDepth } from '@/lib/model/live/live-view'
import type { ReplicaState } from '@/lib/model/live/replica'
import type { LoginMonths } from '@/lib/model/retention/login-months'
import { openQueue } from '@/lib/queue/open-queue'
import { singleton } from '@/lib/singleton'

/** Gauges of what all processes know alike: the queue, the runs, the fold. */
export async function readShared(): Promise<Reading[]> {
  const { queue, database, runs, foldLag, workers, months, retention, stall } = shared()
  const [depth, answeredMs, figures, lagMs, counts, monthsMade, retentionAge, replica] =
    await Promise.all([
      queue(),
      database(),
      runs(),
      foldLag(),
      workers(),
      months(),
      retention(),
      watchReplica(),
    ])
  const stalledSeconds = stall(depth?.visible, figures?.storedSecondsAgo)
  return [
    ...readingsOfQueue(depth),
    ...reading('veilgate_queue_stalled_seconds', {}, stalledSeconds),
    ...reading('veilgate_database_up', {}, answeredMs === undefined ? 0 : 1),
    ...readingsOfMonths(monthsMade),
    ...reading('veilgate_retention_age_seconds', {}, retentionAge === null ? 0 : retentionAge),
    ...readingsOfReplica(replica?.state),
    ...reading('veilgate_runs', { state: 'active' }, figures?.active),
    ...reading('veilgate_runs', { state: 'interrupted' }, figures?.interrupted),
    ...reading('veilgate_runs', { state: 'failed' }, figures?.failed),
    ...reading('veilgate_lanes', {}, figures?.lanes),
    ...reading('veilgate_ledger_imbalance_messages', {}, figures?.imbalance),
    ...reading('veilgate_workers', { state: 'alive' }, counts?.alive),
    ...reading('veilgate_workers', { state: 'silent' }, counts?.silent),
    // Null where all is folded; undefined where it is not known.
    ...reading(
      'veilgate_fold_lag_seconds',
      {},
      lagMs === undefined ? undefined : (lagMs ?? 0) / 1_000,
    ),
  ]
}

function shared() {
  return singleton('metrics-shared', () => ({
    queue: readOnce(async () => openQueue().depth()),
    database: readOnce(pingDatabase),
    runs: readOnce(readRunFigures),
    foldLag: readOnce(readFoldLag),
    workers: readOnce(countHeardWorkers),
    months: readOnce(readLoginMonths),
    retention: readOnce(readRetentionAge),
    stall: createStallWatch(() => performance.now()),
  }))
}

function readingsOfMonths(months: LoginMonths | undefined): Reading[] {
  if (months === undefined) return []
  return [
    ...reading('veilgate_login_months_ahead', {}, months.monthsAhead),
    ...reading('veilgate_login_months_failing_seconds', {}, months.failingSeconds ?? 0),
    ...reading('veilgate_later_logins', {}, months.laterLogins),
  ]
}

function readingsOfReplica(state: ReplicaState | undefined): Reading[] {
  if (state === undefined) return []
  return [
    ...reading('veilgate_replica_up', {}, state.kind === 'following' ? 1 : 0),
    ...reading(
      'veilgate_replica_lag_seconds',
      {},
      'lagMs' in state && state.lagMs !== null ? state.lagMs / 1_000 : undefined,
    ),
  ]
}

function readingsOfQueue(depth: QueueDepth | undefined): Reading[] {
  return [
    ...reading('veilgate_queue_up', {}, depth === undefined ? 0 : 1),
    ...reading('veilgate_queue_messages', { state: 'visible' }, depth?.visible),
    ...reading('veilgate_queue_messages', { state: 'in-flight' }, depth?.inFlight),
    ...reading('veilgate_queue_messages', { state: 'delayed' }, depth?.delayed),
    ...reading('veilgate_queue_messages', { state: 'dead-letter' }, depth?.deadLetter),
  ]
}
