import {
  type AlertRuleDefinition,
  CLEAR_SECONDS,
  QUIET_SECONDS,
} from '@/lib/model/alerts/rules/rule-definition'

/** Over how long the share of rejected messages is taken, and of how many messages at least. */
export const REJECTED_SHARE = { seconds: 900, minMessages: 20 }

/** What is watched of the queue, the ledger and the processes. */
export const PIPELINE_RULES = {
  'database-unreachable': {
    title: 'Database unreachable',
    means: 'The process that evaluates alerts gets no answer from the database.',
    severity: 'critical',
    threshold: { label: 'Without an answer for', unit: 's', default: 30, min: 5, max: 3_600 },
    forSeconds: 'threshold',
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatedatabaseunreachable',
  },
  'queue-unreachable': {
    title: 'Queue unreachable',
    means: 'The process that evaluates alerts gets no answer from SQS.',
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
    means:
      'A run ended with an error that retrying cannot fix. It is resolved after 15 quiet minutes.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'veilgaterunfailed',
  },
  'worker-silent': {
    title: 'Worker silent',
    means:
      'A console or worker stopped sending heartbeats without shutting down, and no other has taken its place on its host.',
    severity: 'warning',
    threshold: { label: 'Silent for', unit: 's', default: 30, min: 15, max: 3_600 },
    forSeconds: 0,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgateworkersilent',
  },
  'dead-letters': {
    title: 'Dead letters arrived',
    means:
      'The dead-letter queue holds more messages than before. It is resolved after 15 quiet minutes, or once the queue is empty.',
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
  'months-not-made': {
    title: 'Months not made',
    means:
      'No partition for the logins of the next month could be made ahead for this long, or there is none for the next month.',
    severity: 'warning',
    threshold: { label: 'Failing for', unit: 'min', default: 120, min: 1, max: 43_200 },
    forSeconds: 60,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgatemonthsnotmade',
  },
  'retention-late': {
    title: 'Retention late',
    means: 'Data past its retention period has not been completely deleted for this long.',
    severity: 'warning',
    threshold: { label: 'Not completed for', unit: 'h', default: 50, min: 25, max: 720 },
    forSeconds: 60,
    clearSeconds: CLEAR_SECONDS,
    runbook: 'veilgateretentionlate',
  },
} as const satisfies Record<string, AlertRuleDefinition>
