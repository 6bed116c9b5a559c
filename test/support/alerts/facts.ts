import type { Facts } from '@/lib/alerts/measure'
import type { MonthFigures } from '@/lib/alerts/measure-months'
import type { LedgerFigures } from '@/lib/db/alerts/read-figures'
import type { PeopleFigures } from '@/lib/db/alerts/read-people'
import type { LoginsPerQuarter } from '@/lib/model/alerts/login-spike'

/** Figures of a system that is well, but for what a test cares about. */
function ledgerFigures(part: Partial<LedgerFigures> = {}): LedgerFigures {
  return {
    failedRuns: 0,
    failedRunId: null,
    imbalance: 0,
    received: 0,
    rejected: 0,
    storedSecondsAgo: 1,
    oldestSeconds: null,
    silentWorkers: 0,
    sharedDevices: 0,
    ...part,
  }
}

type Part = {
  ledger?: Partial<LedgerFigures>
  people?: Partial<PeopleFigures>
  queue?: { visible?: number; deadLetter?: number | null; deadLetterFailure?: string }
  riskyLogins?: number
  logins?: LoginsPerQuarter
  foldLagSeconds?: number | null
  months?: Partial<MonthFigures>
  retentionSeconds?: number | null
  stalledSeconds?: number
}

/** What the rules look at while all is well, but for what a test cares about. */
export function factsWith(part: Part): Facts {
  const { ledger, people, queue, riskyLogins, logins, foldLagSeconds, months, stalledSeconds } =
    part
  const figures = { admins: ['a'], wrongPassphrases: 0, revealsOutside: 0, ...people }
  return {
    database: { kind: 'read', value: null },
    queue: { kind: 'read', value: { visible: 0, deadLetter: 0, ...queue } },
    ledger: { kind: 'read', value: ledgerFigures(ledger) },
    people: { kind: 'read', value: figures },
    riskyLogins: { kind: 'read', value: riskyLogins ?? 0 },
    logins: { kind: 'read', value: logins ?? { count: 0, sameHours: [0, 0, 0] } },
    foldLagSeconds: { kind: 'read', value: foldLagSeconds ?? null },
    retentionSeconds: { kind: 'read', value: part.retentionSeconds ?? null },
    months: { kind: 'read', value: { monthsAhead: 2, failingSeconds: null, ...months } },
    stalledSeconds: { kind: 'read', value: stalledSeconds ?? 0 },
  }
}

/** What the rules look at while nothing can be read. */
export function noFacts(problem: string): Facts {
  const failed = { kind: 'failed', problem } as const
  return {
    database: failed,
    queue: failed,
    ledger: failed,
    people: failed,
    riskyLogins: failed,
    logins: failed,
    foldLagSeconds: failed,
    months: failed,
    retentionSeconds: failed,
    stalledSeconds: failed,
  }
}
