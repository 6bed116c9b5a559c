import type { Facts } from '@/lib/alerts/measure'
import type { Read } from '@/lib/alerts/when-read'
import { readLedgerFigures } from '@/lib/db/alerts/read-figures'
import { readLoginsPerQuarter } from '@/lib/db/alerts/read-logins-per-quarter'
import { readPeopleFigures } from '@/lib/db/alerts/read-people'
import type { KnownRule } from '@/lib/db/alerts/read-rules'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { readRetentionAge } from '@/lib/db/retention/read-retention-age'
import { countRiskyLogins } from '@/lib/db/risks/count-risky-logins'
import { readFoldLag } from '@/lib/db/rollups/read-fold-lag'
import { failureSentence } from '@/lib/errors'
import { type AlertRuleKind, thresholdOf } from '@/lib/model/alerts/alert-rules'
import { DEFAULT_REVEAL_HOURS } from '@/lib/model/alerts/reveal-hours'
import { RISKY_LOGINS } from '@/lib/model/alerts/rules/login-rules'
import { openQueue } from '@/lib/queue/open-queue'
import { withTimeout } from '@/lib/with-timeout'

const TIMEOUT_MS = 5_000

/** Told each reading of the queue, it says for how long messages have waited unstored. */
export type StallWatch = (
  visible: number | undefined,
  storedSecondsAgo: number | null | undefined,
) => number | undefined

/** Reads what the rules look at, side by side; what cannot be read in time says why. */
export async function readFacts(rules: readonly KnownRule[], stall: StallWatch): Promise<Facts> {
  const threshold = (rule: AlertRuleKind) =>
    thresholdOf(rule, rules.find((known) => known.rule === rule)?.threshold ?? null)
  const { hours = DEFAULT_REVEAL_HOURS } =
    rules.find(({ rule }) => rule === 'reveals-outside-hours') ?? {}
  const [queue, ledger, people, riskyLogins, logins, foldLagMs, months, retentionSeconds] =
    await Promise.all([
      attempt(async () => openQueue().depth()),
      attempt(() => readLedgerFigures(threshold('worker-silent'), threshold('device-shared'))),
      attempt(() => readPeopleFigures(hours)),
      attempt(() => countRiskyLogins(RISKY_LOGINS.score)),
      attempt(() => readLoginsPerQuarter()),
      attempt(readFoldLag),
      attempt(readLoginMonths),
      attempt(readRetentionAge),
    ])
  return {
    database: { kind: 'read', value: null },
    queue,
    ledger,
    people,
    riskyLogins,
    logins,
    foldLagSeconds: inSeconds(foldLagMs),
    months,
    retentionSeconds,
    stalledSeconds: stalled(queue, ledger, stall),
  }
}

async function attempt<Value>(read: () => Promise<Value>): Promise<Read<Value>> {
  try {
    return { kind: 'read', value: await withTimeout(TIMEOUT_MS, read()) }
  } catch (error) {
    return { kind: 'failed', problem: failureSentence(error) }
  }
}

function inSeconds(read: Read<number | null>): Facts['foldLagSeconds'] {
  if (read.kind === 'failed') return read
  return { kind: 'read', value: read.value === null ? null : read.value / 1_000 }
}

function stalled(
  queue: Facts['queue'],
  ledger: Facts['ledger'],
  stall: StallWatch,
): Facts['stalledSeconds'] {
  const seconds = stall(
    queue.kind === 'read' ? queue.value.visible : undefined,
    ledger.kind === 'read' ? ledger.value.storedSecondsAgo : undefined,
  )
  if (seconds !== undefined) return { kind: 'read', value: seconds }
  const failed = queue.kind === 'failed' ? queue : ledger
  return failed.kind === 'failed' ? failed : { kind: 'failed', problem: 'It could not be read.' }
}
