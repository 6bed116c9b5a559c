import { listFiring } from '@/lib/db/alerts/list-firing'
import { findNewestLedgerId } from '@/lib/db/ledger/find-newest-ledger-id'
import { listCommitRates } from '@/lib/db/ledger/list-commit-rates'
import { pingDatabase } from '@/lib/db/ping'
import { readOnlyFailure } from '@/lib/db/read-only-failure'
import { countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { watchReplica } from '@/lib/db/replica/watch-replica'
import { findShownRuns } from '@/lib/db/runs/find-shown-runs'
import { transaction } from '@/lib/db/transaction'
import { describeFailure } from '@/lib/errors'
import { foldState } from '@/lib/live/fold-state'
import { readIngestion } from '@/lib/live/read-ingestion'
import { currentRate } from '@/lib/model/live/current-rate'
import { type LiveEvent, RECENT_RUNS } from '@/lib/model/live/live-view'
import type { ReplicaState } from '@/lib/model/live/replica'
import { NOBODY } from '@/lib/model/pipeline/workers'

const RATE_SECONDS = 120

/** The part of a live event that is read from the database. */
type Shown = Omit<
  LiveEvent,
  'now' | 'queue' | 'depthHistory' | 'timeToEmpty' | 'logins' | 'loginsArrived'
>

export type Figures = Shown & {
  /** When the oldest active run began, in Unix seconds by the database's clock; null for none. */
  activeSince: number | null
}

/** What is known before the database was asked. */
export const UNKNOWN_FIGURES: Figures = {
  ledgerId: '0',
  run: null,
  otherActiveRuns: 0,
  recentRuns: [],
  rate: [],
  currentRate: { kind: 'unknown' },
  activeSince: null,
  database: { reachable: false, latencyMs: null, failure: null, readAt: null },
  replica: null,
  folding: { lagMs: 0, failure: null, since: null },
  ingestion: NOBODY,
  rejectedKept: 0,
  alerts: [],
}

/** Reads the figures; where the database is away the last ones stay, with the failure beside them. */
export async function readFigures(previous: Figures): Promise<Figures> {
  try {
    const readAt = new Date().toISOString()
    const { latencyMs, isReadOnly } = await pingDatabase()
    const [progress, rejectedKept, folding, alerts, replica] = await Promise.all([
      readProgress(),
      countRejectedKept(),
      foldState(),
      listFiring(),
      readReplica(),
    ])
    const failure = isReadOnly ? describeFailure(readOnlyFailure()) : null
    const database = { reachable: true, latencyMs, failure, readAt }
    return { ...progress, rejectedKept, folding, alerts, replica, database }
  } catch (error) {
    return unreachable(previous, describeFailure(error))
  }
}

/** The last figures, with why there are no newer ones; a rate of then is none of now. */
export function unreachable(previous: Figures, failure: string): Figures {
  const database = { ...previous.database, reachable: false, latencyMs: null, failure }
  return { ...previous, currentRate: { kind: 'unknown' }, database }
}

/** In whole seconds: browsers are told what changes, and a lag always does. */
async function readReplica(): Promise<ReplicaState | null> {
  const state = (await watchReplica())?.state ?? null
  if (state === null || !('lagMs' in state) || state.lagMs === null) return state
  return { ...state, lagMs: Math.floor(state.lagMs / 1_000) * 1_000 }
}

/** Of one snapshot: what two figures say of a run, or a rate and its points, cannot differ. */
async function readProgress() {
  return transaction(
    async (tx) => {
      const ledgerId = await findNewestLedgerId(tx)
      const { activeSince, ...runs } = await findShownRuns(RECENT_RUNS, tx)
      const rate = await listCommitRates(RATE_SECONDS, tx)
      const ingestion = await readIngestion(tx)
      const since = activeSince === null ? null : activeSince.getTime() / 1_000
      return {
        ledgerId,
        ...runs,
        activeSince: since,
        rate,
        currentRate: currentRate(rate, since),
        ingestion,
      }
    },
    { snapshot: true },
  )
}
