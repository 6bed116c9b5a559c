import { findNewestLedgerId } from '@/lib/db/ledger/find-newest-ledger-id'
import { listCommitRates } from '@/lib/db/ledger/list-commit-rates'
import { pingDatabase } from '@/lib/db/ping'
import { countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { findShownRun } from '@/lib/db/runs/find-shown-run'
import { listRecentRuns } from '@/lib/db/runs/list-recent-runs'
import { describeFailure } from '@/lib/errors'
import { foldState } from '@/lib/live/fold-state'
import type { LiveEvent } from '@/lib/model/live/live-view'

const RECENT_RUNS = 8
const RATE_SECONDS = 120

/** The part of a live event that is read from the database. */
export type Figures = Omit<LiveEvent, 'now' | 'queue' | 'depthHistory' | 'logins' | 'loginsArrived'>

/** What is known before the database was asked. */
export const UNKNOWN_FIGURES: Figures = {
  ledgerId: '0',
  run: null,
  otherActiveRuns: 0,
  recentRuns: [],
  rate: [],
  database: { reachable: false, latencyMs: null, failure: null, readAt: null },
  folding: { lagMs: 0, failure: null, since: null },
  rejectedKept: 0,
}

/** Reads the figures; where the database is away the last ones stay, with the failure beside them. */
export async function readFigures(previous: Figures): Promise<Figures> {
  try {
    const readAt = new Date().toISOString()
    const latencyMs = await pingDatabase()
    const [ledgerId, shown, recentRuns, rate, rejectedKept, folding] = await Promise.all([
      findNewestLedgerId(),
      findShownRun(),
      listRecentRuns(RECENT_RUNS),
      listCommitRates(RATE_SECONDS),
      countRejectedKept(),
      foldState(),
    ])
    const database = { reachable: true, latencyMs, failure: null, readAt }
    return { ledgerId, ...shown, recentRuns, rate, rejectedKept, folding, database }
  } catch (error) {
    return unreachable(previous, describeFailure(error))
  }
}

/** The last figures, with why there are no newer ones. */
export function unreachable(previous: Figures, failure: string): Figures {
  const database = { ...previous.database, reachable: false, latencyMs: null, failure }
  return { ...previous, database }
}
