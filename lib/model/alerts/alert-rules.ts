import type { AlertSeverity } from '@/lib/model/alerts/alert'

/** What a threshold counts in, as it is shown beside the number. */
type ThresholdUnit = 's' | 'min' | '%' | 'users' | 'logins' | 'times'

export type AlertThreshold = {
  /** What the number is, as the name of a field. */
  label: string
  unit: ThresholdUnit
  default: number
  min: number
  max: number
}

export type AlertRuleDefinition = {
  title: string
  /** When it fires, in a sentence. */
  means: string
  severity: AlertSeverity
  /** Null where there is nothing to set. */
  threshold: AlertThreshold | null
  /** For how long what it looks for has to hold before it fires; `threshold` where that is the time. */
  forSeconds: number | 'threshold'
  /** For how long it must be quiet again before it is resolved: for events, long enough to be seen. */
  clearSeconds: number
  /** The section of docs/operations.md that says what to do. */
  runbook: string
}

/** An event, such as a failed run, is over once none like it has come for so long. */
export const QUIET_SECONDS = 900
/** What holds, such as an outage, has to be gone for so long: it may be back in a moment. */
const CLEAR_SECONDS = 20

/** Over how long the share of rejected messages is taken, and of how many messages at least. */
export const REJECTED_SHARE = { seconds: 900, minMessages: 20 }

/** Which logins the rule on risks counts: of the last minutes, with at least such a score. */
export const RISKY_LOGINS = { seconds: 900, score: 50, max: 1_000, maxSearched: 20_000 }

/**
 * Every rule, said once, by the kind that messages name it by. A new one is an entry here and one in
 * lib/alerts/measure.ts, and has a section in docs/operations.md.
 */
export const ALERT_RULES = {
  'database-unreachable': {
    title: 'Database unreachable',
    means: 'The process that watches gets no answer from the database.',
    severity: 'critical',
    threshold: { label: 'Without an answer for', unit: 's', default: 30, min: 5, max: 3_600 },
    forSeconds: 'threshold',
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatedatabaseunreachable',
  },
  'queue-unreachable': {
    title: 'Queue unreachable',
    means: 'The process that watches gets no answer from SQS.',
    severity: 'critical',
    threshold: { label: 'Without an answer for', unit: 's', default: 30, min: 5, max: 3_600 },
    forSeconds: 'threshold',
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatequeueunreachable',
  },
  'queue-stalled': {
    title: 'Queue stalled',
    means: 'Messages wait on the queue, and no process has stored any.',
    severity: 'critical',
    threshold: { label: 'Nothing stored for', unit: 's', default: 300, min: 10, max: 86_400 },
    forSeconds: 0,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatequeuestalled',
  },
  'messages-old': {
    title: 'Messages old',
    means:
      'The oldest message of the last batches had waited for longer when it was received, or messages have waited for longer while none was stored.',
    severity: 'warning',
    threshold: { label: 'Older than', unit: 'min', default: 60, min: 1, max: 20_160 },
    forSeconds: 60,
    clearSeconds: 60,
    runbook: 'veilgatemessagesold',
  },
  'ledger-unbalanced': {
    title: 'Ledger unbalanced',
    means: 'The ledger’s equation does not hold for a batch of the last 15 minutes.',
    severity: 'critical',
    threshold: null,
    forSeconds: 0,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgateledgerunbalanced',
  },
  'run-failed': {
    title: 'Run failed',
    means: 'A run ended with what waiting cannot mend. It is over after 15 quiet minutes.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'veilgaterunfailed',
  },
  'worker-silent': {
    title: 'Worker silent',
    means:
      'A console or a worker said nothing more and did not end in order, and none has taken its place on its host.',
    severity: 'warning',
    threshold: { label: 'Silent for', unit: 's', default: 30, min: 15, max: 3_600 },
    forSeconds: 0,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgateworkersilent',
  },
  'dead-letters': {
    title: 'Dead letters arrived',
    means:
      'The dead-letter queue holds more messages than before. It is over after 15 quiet minutes, or once the queue is empty.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: QUIET_SECONDS,
    runbook: 'veilgatedeadletters',
  },
  'many-rejected': {
    title: 'Many rejected',
    means: `Of the messages of the last 15 minutes, ${REJECTED_SHARE.minMessages} at least, more than this share was rejected.`,
    severity: 'warning',
    threshold: { label: 'More than', unit: '%', default: 5, min: 0, max: 100 },
    forSeconds: 30,
    clearSeconds: 60,
    runbook: 'veilgatemanyrejected',
  },
  'fold-behind': {
    title: 'Fold behind',
    means: 'Charts, counts and lists of shared values lag behind what is stored.',
    severity: 'warning',
    threshold: { label: 'Behind by', unit: 's', default: 60, min: 5, max: 86_400 },
    forSeconds: 20,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatefoldbehind',
  },
  'device-shared': {
    title: 'Device shared by many',
    means: 'One device more is used by so many users. It is over after 15 quiet minutes.',
    severity: 'info',
    threshold: { label: 'Used by', unit: 'users', default: 10, min: 2, max: 1_000 },
    forSeconds: 0,
    clearSeconds: QUIET_SECONDS,
    runbook: 'devices-shared-by-many',
  },
  'risky-logins': {
    title: 'Risky logins',
    means: `So many logins of the last 15 minutes have a risk score of ${RISKY_LOGINS.score} or more.`,
    severity: 'warning',
    threshold: { label: 'As many as', unit: 'logins', default: 100, min: 1, max: RISKY_LOGINS.max },
    forSeconds: 0,
    clearSeconds: 60,
    runbook: 'risky-logins',
  },
  'wrong-passphrases': {
    title: 'Wrong passphrases',
    means: 'So many wrong vault passphrases were entered within 15 minutes.',
    severity: 'critical',
    threshold: { label: 'As many as', unit: 'times', default: 3, min: 1, max: 100 },
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'veilgatewrongpassphrases',
  },
  'new-admin': {
    title: 'New admin',
    means: 'An account became an admin. It is over after an hour without another.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 3_600,
    runbook: 'a-new-admin',
  },
  'reveals-outside-hours': {
    title: 'Reveals outside hours',
    means:
      'Originals were opened or looked up outside the hours that are set. It is over after 15 quiet minutes.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'reveals-outside-hours',
  },
} as const satisfies Record<string, AlertRuleDefinition>

export type AlertRuleKind = keyof typeof ALERT_RULES

export const ALERT_RULE_KINDS = Object.keys(ALERT_RULES) as [AlertRuleKind, ...AlertRuleKind[]]

/** The definition of a rule, with the same type for each. */
export function alertRule(rule: AlertRuleKind): AlertRuleDefinition {
  return ALERT_RULES[rule]
}

export function isAlertRule(text: string): text is AlertRuleKind {
  return Object.hasOwn(ALERT_RULES, text)
}

/** The threshold that holds: what was set, or the default; 0 where the rule has none. */
export function thresholdOf(rule: AlertRuleKind, set: number | null): number {
  return set ?? alertRule(rule).threshold?.default ?? 0
}
