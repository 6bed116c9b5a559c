import { countRejectedKept } from '@/lib/db/count-rejected'
import { findNewestLedgerId } from '@/lib/db/find-newest-ledger-id'
import { findShownRun } from '@/lib/db/find-shown-run'
import { listCommitRates } from '@/lib/db/list-commit-rates'
import { listRecentRuns } from '@/lib/db/list-recent-runs'
import { pingDatabase } from '@/lib/db/ping'
import { describeFailure } from '@/lib/errors'
import type { LiveEvent } from '@/lib/live-view'

const RECENT_RUNS = 8
const RATE_SECONDS = 120

/** The part of a live event that is read from the database. */
export type Figures = Omit<LiveEvent, 'now' | 'queue' | 'depthHistory' | 'logins' | 'loginsArrived'>

const NOTHING: Figures = {
  ledgerId: '0',
  run: null,
  otherActiveRuns: 0,
  recentRuns: [],
  rate: [],
  database: { reachable: false, latencyMs: null, failure: null },
  rejectedKept: 0,
}

/** Reads the figures; where the database is away the last ones stay, with the failure beside them. */
export async function readFigures(previous: Figures = NOTHING): Promise<Figures> {
  try {
    const latencyMs = await pingDatabase()
    const [ledgerId, shown, recentRuns, rate, rejectedKept] = await Promise.all([
      findNewestLedgerId(),
      findShownRun(),
      listRecentRuns(RECENT_RUNS),
      listCommitRates(RATE_SECONDS),
      countRejectedKept(),
    ])
    const database = { reachable: true, latencyMs, failure: null }
    return { ledgerId, ...shown, recentRuns, rate, rejectedKept, database }
  } catch (error) {
    const database = { reachable: false, latencyMs: null, failure: describeFailure(error) }
    return { ...previous, database }
  }
}
