import { foldLagWords } from '@/lib/alerts/fold-lag-words'
import { measureLoginSpike } from '@/lib/alerts/measure-login-spike'
import { type MonthFigures, measureMonths } from '@/lib/alerts/measure-months'
import { type Read, whenRead } from '@/lib/alerts/when-read'
import type { LedgerFigures } from '@/lib/db/alerts/read-figures'
import type { PeopleFigures } from '@/lib/db/alerts/read-people'
import { formatCount, formatDuration, formatNumber } from '@/lib/format/format'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { LoginsPerQuarter } from '@/lib/model/alerts/login-spike'
import type { Measured, Memory } from '@/lib/model/alerts/next-state'
import { RISKY_LOGINS } from '@/lib/model/alerts/rules/login-rules'
import { REJECTED_SHARE } from '@/lib/model/alerts/rules/pipeline-rules'
import type { QueueDepth } from '@/lib/model/live/live-view'

/** Everything that the rules look at, as of one evaluation. */
export type Facts = {
  database: Read<null>
  queue: Read<Pick<QueueDepth, 'visible' | 'deadLetter' | 'deadLetterFailure'>>
  ledger: Read<LedgerFigures>
  people: Read<PeopleFigures>
  /** Logins of the last 15 minutes with a high score. */
  riskyLogins: Read<number>
  /** Of the last 15 minutes, and of the same hour before. */
  logins: Read<LoginsPerQuarter>
  /** Null where all is folded. */
  foldLagSeconds: Read<number | null>
  months: Read<MonthFigures>
  /** Since a night's retention was last completed; null where none was begun yet. */
  retentionSeconds: Read<number | null>
  /** For how long messages have been waiting while no process stored any. */
  stalledSeconds: Read<number>
}

type Context = { facts: Facts; threshold: number; memory: Memory | null }

/** What one rule finds in the facts: whether it is breached, and that in words. */
export function measure(rule: AlertRuleKind, context: Context): Measured {
  return RULES[rule](context)
}

const RULES: Record<AlertRuleKind, (context: Context) => Measured> = {
  'database-unreachable': ({ facts: { database } }) =>
    answering(database, 'The database', '/settings/alerts'),
  'queue-unreachable': ({ facts: { queue } }) => answering(queue, 'The queue', '/'),
  'queue-stalled': ({ facts: { stalledSeconds }, threshold }) =>
    whenRead(stalledSeconds, (seconds) => ({
      isBreached: seconds >= threshold,
      value:
        seconds < 1
          ? 'No message is waiting.'
          : `Messages have waited for ${formatDuration(seconds)} while none was stored.`,
      path: '/',
    })),
  'messages-old': ({ facts: { ledger, stalledSeconds }, threshold }) =>
    whenRead(ledger, ({ oldestSeconds }) =>
      whenRead(stalledSeconds, (stalled) => {
        const seconds = Math.max(oldestSeconds ?? 0, stalled)
        const isBreached = seconds > threshold * 60
        return {
          isBreached,
          value: `The oldest message waited for ${formatDuration(seconds)}.`,
          path: '/',
        }
      }),
    ),
  'ledger-unbalanced': ({ facts: { ledger } }) =>
    whenRead(ledger, ({ imbalance }) => ({
      isBreached: imbalance > 0,
      value:
        imbalance > 0
          ? `The ledger of the last 15 minutes is off by ${formatCount(imbalance, 'message')}.`
          : 'The ledger of the last 15 minutes balances.',
      path: '/runs',
    })),
  'run-failed': ({ facts: { ledger } }) =>
    whenRead(ledger, ({ failedRuns, failedRunId }) => ({
      isBreached: failedRuns > 0,
      value:
        failedRuns === 0
          ? 'No run failed in the last 15 minutes.'
          : `${formatCount(failedRuns, 'run')} failed in the last 15 minutes, the last one run ${failedRunId}.`,
      path: failedRuns === 0 ? '/runs' : `/runs/${failedRunId}`,
    })),
  'worker-silent': ({ facts: { ledger }, threshold }) =>
    whenRead(ledger, ({ silentWorkers }) => ({
      isBreached: silentWorkers > 0,
      value:
        silentWorkers === 0
          ? 'Every process is sending heartbeats.'
          : `${formatCount(silentWorkers, 'process', 'processes')} silent for ${formatDuration(threshold)} or longer.`,
      path: '/workers',
    })),
  'dead-letters': ({ facts: { queue }, memory }) =>
    whenRead(queue, ({ deadLetter, deadLetterFailure: problem }) => {
      if (problem !== undefined) return { kind: 'unknown', problem }
      if (deadLetter === null) {
        return { isBreached: false, value: 'The queue has no dead-letter queue.', path: '/' }
      }
      return {
        isBreached: hasGrown(deadLetter, memory),
        isOver: deadLetter === 0,
        value: `The dead-letter queue holds ${formatCount(deadLetter, 'message')}.`,
        path: '/dead-letters',
        memory: { count: deadLetter },
      }
    }),
  'many-rejected': ({ facts: { ledger }, threshold }) =>
    whenRead(ledger, ({ received, rejected }) => {
      const percent = received === 0 ? 0 : (100 * rejected) / received
      return {
        isBreached: received >= REJECTED_SHARE.minMessages && percent > threshold,
        value: `${formatNumber(rejected)} of ${formatCount(received, 'message')} rejected in the last 15 minutes.`,
        path: '/rejected',
      }
    }),
  'fold-behind': ({ facts: { foldLagSeconds }, threshold }) =>
    whenRead(foldLagSeconds, (lag) => ({
      isBreached: lag !== null && lag > threshold,
      value:
        lag === null
          ? 'The rollups are up to date.'
          : `The fold is behind by ${foldLagWords(lag)}.`,
      path: '/',
    })),
  'months-not-made': ({ facts: { months }, threshold }) => measureMonths(months, threshold),
  'retention-late': ({ facts: { retentionSeconds }, threshold }) =>
    whenRead(retentionSeconds, (seconds) => ({
      isBreached: seconds !== null && seconds >= threshold * 3_600,
      value:
        seconds === null
          ? 'Retention has not run yet.'
          : `Retention was last completed ${formatDuration(seconds)} ago.`,
      path: '/settings/retention',
    })),
  'device-shared': ({ facts: { ledger }, threshold, memory }) =>
    whenRead(ledger, ({ sharedDevices }) => ({
      // Of another threshold, the count says nothing.
      isBreached: memory?.threshold === threshold && hasGrown(sharedDevices, memory),
      value: `${formatCount(sharedDevices, 'device')} used by ${formatNumber(threshold)} users or more.`,
      path: `/devices?users=${threshold}`,
      memory: { count: sharedDevices, threshold },
    })),
  'risky-logins': ({ facts: { riskyLogins }, threshold }) =>
    whenRead(riskyLogins, (count) => ({
      isBreached: count >= threshold,
      value: `${count === RISKY_LOGINS.max ? 'At least ' : ''}${formatCount(count, 'login')} with a risk score of ${RISKY_LOGINS.score} or more in the last 15 minutes.`,
      path: `/logins?range=15m&risk_min=${RISKY_LOGINS.score}&sort=risk`,
    })),
  'login-spike': ({ facts: { logins, foldLagSeconds }, threshold }) =>
    measureLoginSpike(logins, foldLagSeconds, threshold),
  'wrong-passphrases': ({ facts: { people }, threshold }) =>
    whenRead(people, ({ wrongPassphrases }) => ({
      isBreached: wrongPassphrases >= threshold,
      value: `${formatCount(wrongPassphrases, 'wrong passphrase')} in the last 15 minutes.`,
      path: '/audit',
    })),
  'new-admin': ({ facts: { people }, memory }) =>
    whenRead(people, ({ admins }) => {
      const before = memory?.admins
      const isNew = (admin: string) => Array.isArray(before) && !before.includes(admin)
      const isBreached = admins.some(isNew)
      return {
        isBreached,
        value: isBreached
          ? 'An account became an admin.'
          : `${formatCount(admins.length, 'admin')}, as before.`,
        path: '/settings/users',
        memory: { admins },
      }
    }),
  'reveals-outside-hours': ({ facts: { people } }) =>
    whenRead(people, ({ revealsOutside }) => ({
      isBreached: revealsOutside > 0,
      value: `${formatCount(revealsOutside, 'reveal')} outside the hours in the last 15 minutes.`,
      path: '/audit',
    })),
}

/** Where the rule is about not being answered, a failure is what it looks for. */
function answering(read: Read<unknown>, name: string, path: string): Measured {
  const isBreached = read.kind === 'failed'
  const value = isBreached ? `${name} does not answer.` : `${name} answers.`
  return { kind: 'measured', isBreached, value, path }
}

/** Against the evaluation before; at the first one, nothing is new. */
function hasGrown(count: number, memory: Memory | null): boolean {
  return typeof memory?.count === 'number' && count > memory.count
}
