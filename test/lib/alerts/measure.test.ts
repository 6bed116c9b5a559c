import { describe, expect, it } from 'vitest'
import { measure } from '@/lib/alerts/measure'
import { ALERT_RULE_KINDS, type AlertRuleKind, thresholdOf } from '@/lib/model/alerts/alert-rules'
import type { Memory } from '@/lib/model/alerts/next-state'
import { factsWith, noFacts } from '@/test/support/alerts/facts'

type Case = [
  rule: AlertRuleKind,
  facts: Parameters<typeof factsWith>[0],
  isBreached: boolean,
  value: RegExp,
  memory?: Memory,
]

const CASES: Case[] = [
  ['queue-stalled', { stalledSeconds: 299 }, false, /4 min 59 s/],
  ['queue-stalled', { stalledSeconds: 300 }, true, /waited for 5 min while none was stored/],
  ['queue-stalled', {}, false, /No message is waiting/],
  ['messages-old', { ledger: { oldestSeconds: 3_600 } }, false, /waited for 1 h\./],
  ['messages-old', { ledger: { oldestSeconds: 3_601 } }, true, /oldest message waited for 1 h/],
  ['messages-old', { stalledSeconds: 7_200 }, true, /waited for 2 h/],
  ['ledger-unbalanced', { ledger: { imbalance: 2 } }, true, /off by 2 messages/],
  ['ledger-unbalanced', {}, false, /balances/],
  ['run-failed', { ledger: { failedRuns: 2, failedRunId: 12 } }, true, /2 runs failed.*run 12/],
  ['run-failed', {}, false, /No run failed/],
  ['worker-silent', { ledger: { silentWorkers: 1 } }, true, /^1 process silent for 30 s/],
  ['worker-silent', {}, false, /sending heartbeats/],
  ['dead-letters', { queue: { deadLetter: 4 } }, false, /holds 4 messages/],
  ['dead-letters', { queue: { deadLetter: 4 } }, true, /holds 4 messages/, { count: 3 }],
  ['dead-letters', { queue: { deadLetter: 3 } }, false, /holds 3 messages/, { count: 3 }],
  ['dead-letters', { queue: { deadLetter: 2 } }, false, /holds 2 messages/, { count: 3 }],
  ['dead-letters', { queue: { deadLetter: null } }, false, /has no dead-letter queue/],
  ['many-rejected', { ledger: { received: 19, rejected: 19 } }, false, /19 of 19 messages/],
  ['many-rejected', { ledger: { received: 20, rejected: 1 } }, false, /1 of 20 messages/],
  ['many-rejected', { ledger: { received: 20, rejected: 2 } }, true, /2 of 20 messages rejected/],
  ['fold-behind', { foldLagSeconds: 60 }, false, /behind by 1 min/],
  ['fold-behind', { foldLagSeconds: 61 }, true, /behind by 1 min 1 s/],
  ['fold-behind', { foldLagSeconds: Number.POSITIVE_INFINITY }, true, /adopted/],
  ['fold-behind', {}, false, /rollups are up to date/],
  ['months-not-made', {}, false, /^2 months made ahead\.$/],
  ['months-not-made', { months: { monthsAhead: 1 } }, false, /^1 month made/],
  ['months-not-made', { months: { monthsAhead: 0 } }, true, /^0 months made/],
  ['months-not-made', { months: { monthsAhead: -3 } }, true, /^0 months made/],
  ['months-not-made', { months: { failingSeconds: 7_199 } }, false, /failed for 1 h 59 min/],
  ['months-not-made', { months: { failingSeconds: 7_200 } }, true, /failed for 2 h; 2 months/],
  ['retention-late', {}, false, /not run yet/],
  ['retention-late', { retentionSeconds: 179_999 }, false, /last completed .* ago/],
  ['retention-late', { retentionSeconds: 180_000 }, true, /last completed .* ago/],
  ['device-shared', { ledger: { sharedDevices: 5 } }, false, /5 devices used by 10 users/],
  [
    'device-shared',
    { ledger: { sharedDevices: 5 } },
    true,
    /5 devices used by 10 users/,
    { count: 4, threshold: 10 },
  ],
  // Of another threshold, more devices are nothing new.
  ['device-shared', { ledger: { sharedDevices: 5 } }, false, /5/, { count: 4, threshold: 20 }],
  ['risky-logins', { riskyLogins: 99 }, false, /^99 logins with a risk score of 50/],
  ['risky-logins', { riskyLogins: 100 }, true, /^100 logins with/],
  ['risky-logins', { riskyLogins: 1_000 }, true, /^At least 1,000 logins/],
  // The usual number is 50: a fourth of the median, 200.
  ['login-spike', { logins: { count: 150, sameHours: [100, 200, 900] } }, false, /^150 logins in/],
  ['login-spike', { logins: { count: 151, sameHours: [100, 200, 900] } }, true, /usual .*: 50\.$/],
  ['login-spike', { logins: { count: 99, sameHours: [0, 0, 0] } }, false, /usual .*: 0\.$/],
  ['login-spike', { logins: { count: 100, sameHours: [0, 0, 0] } }, true, /^100 logins/],
  ['login-spike', { foldLagSeconds: 900 }, false, /^0 logins/],
  ['wrong-passphrases', { people: { wrongPassphrases: 2 } }, false, /2 wrong passphrases/],
  ['wrong-passphrases', { people: { wrongPassphrases: 3 } }, true, /3 wrong passphrases/],
  ['new-admin', { people: { admins: ['a', 'b'] } }, false, /2 admins/],
  ['new-admin', { people: { admins: ['a', 'b'] } }, true, /^An account became/, { admins: ['a'] }],
  // One went and another came.
  ['new-admin', { people: { admins: ['b'] } }, true, /^An account became/, { admins: ['a'] }],
  ['new-admin', { people: { admins: ['a'] } }, false, /1 admin/, { admins: ['a', 'b'] }],
  ['reveals-outside-hours', { people: { revealsOutside: 1 } }, true, /1 reveal outside/],
  ['reveals-outside-hours', {}, false, /0 reveals outside/],
  ['queue-unreachable', {}, false, /answers/],
  ['database-unreachable', {}, false, /answers/],
]

describe('what a rule finds', () => {
  it.each(CASES)('%s in %j: breached %s, %s', (rule, facts, isBreached, value, memory) => {
    const context = {
      facts: factsWith(facts),
      threshold: thresholdOf(rule, null),
      memory: memory ?? null,
    }
    const measured = measure(rule, context)
    expect(measured).toMatchObject({ kind: 'measured', isBreached })
    if (measured.kind === 'measured') {
      expect(measured.value).toMatch(value)
      expect(measured.path).toMatch(/^\//)
    }
  })

  it.each([
    [{ logins: { count: 5_000, sameHours: [] } }, 'No earlier day has logins; 3 are needed'],
    [{ logins: { count: 5_000, sameHours: [8, 9] } }, '2 earlier days known; 3 are needed'],
    [{ foldLagSeconds: 901 }, 'The counts are behind by 15 min'],
    [{ foldLagSeconds: Number.POSITIVE_INFINITY }, 'behind by all logins that were adopted'],
  ])('is not known of a spike of logins in %j: %s', (facts, problem) => {
    const measured = measure('login-spike', { facts: factsWith(facts), threshold: 3, memory: null })
    expect(measured).toMatchObject({ kind: 'unknown', problem: expect.stringContaining(problem) })
  })

  it('is not known of dead letters where their queue alone cannot be asked', () => {
    const queue = { visible: 1, deadLetter: null, deadLetterFailure: 'No answer in time.' }
    const context = { facts: factsWith({ queue }), threshold: 1, memory: { count: 3 } }
    const unknown = { kind: 'unknown', problem: 'No answer in time.' }
    expect(measure('dead-letters', context)).toEqual(unknown)
    expect(measure('queue-unreachable', context)).toMatchObject({ isBreached: false })
  })

  it('is looked at of every rule', () => {
    const seen = new Set(CASES.map(([rule]) => rule))
    expect(ALERT_RULE_KINDS.filter((rule) => !seen.has(rule))).toEqual([])
  })

  it.each(ALERT_RULE_KINDS)('is not known where it cannot be read: %s', (rule) => {
    const context = { facts: noFacts('No answer in time.'), threshold: 1, memory: null }
    const measured = measure(rule, context)
    // Not to be answered is what these two look for.
    if (rule.endsWith('-unreachable')) expect(measured).toMatchObject({ isBreached: true })
    else expect(measured).toEqual({ kind: 'unknown', problem: 'No answer in time.' })
  })
})
