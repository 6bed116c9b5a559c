import { DATABASE_METRICS } from '@/lib/database-metrics'
import { REVEAL_ACTIONS, REVEAL_OUTCOMES } from '@/lib/model/reveal/reveal-log'

/** Where the values of a label are not listed: few by their nature, and never from a request. */
const ANY: readonly string[] = []

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** A message may wait for days. */
const AGES = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400, 345_600]

type Definition = {
  type: 'counter' | 'gauge' | 'histogram'
  help: string
  /** All values that each label may have: so no label holds personal data, and their number is bounded. */
  labels: Readonly<Record<string, readonly string[]>>
  buckets?: readonly number[]
}

/**
 * Every metric of Veilgate, said once, by the name it is scraped under. A new one is an entry here and
 * a call of `count` or `observe` (lib/measure.ts), or for a gauge a reading in lib/metrics.
 */
export const METRICS = {
  veilgate_build_info: {
    type: 'gauge',
    help: 'Always 1; the label says which build this process runs.',
    labels: { build: ANY },
  },
  veilgate_received_messages_total: {
    type: 'counter',
    help: 'Messages that this process received and settled.',
    labels: {},
  },
  veilgate_messages_total: {
    type: 'counter',
    help: 'Messages that this process settled, by what became of them; failed ones stay on the queue.',
    labels: { outcome: ['stored', 'duplicate', 'rejected', 'failed'] },
  },
  veilgate_acknowledged_messages_total: {
    type: 'counter',
    help: 'Messages that the queue confirmed as deleted.',
    labels: {},
  },
  veilgate_message_age_seconds: {
    type: 'histogram',
    help: 'How long the oldest message of each batch had been on the queue when it was received.',
    labels: {},
    buckets: AGES,
  },
  veilgate_batch_seconds: {
    type: 'histogram',
    help: 'From the first message received to the last one acknowledged, by batch.',
    labels: {},
    buckets: SECONDS,
  },
  veilgate_prepare_seconds: {
    type: 'histogram',
    help: 'Parsing, masking and sealing a batch.',
    labels: {},
    buckets: SECONDS,
  },
  veilgate_store_seconds: {
    type: 'histogram',
    help: 'The transaction that stores a batch, by attempt.',
    labels: { result: ['ok', 'failed'] },
    buckets: SECONDS,
  },
  veilgate_acknowledge_seconds: {
    type: 'histogram',
    help: 'Deleting the messages of a stored batch from the queue.',
    labels: {},
    buckets: SECONDS,
  },
  veilgate_sqs_calls_total: {
    type: 'counter',
    help: 'Calls to SQS, by action and result; aborted ones were cut off by us.',
    labels: {
      action: [
        'ReceiveMessage',
        'DeleteMessageBatch',
        'SendMessage',
        'SendMessageBatch',
        'GetQueueAttributes',
        'GetQueueUrl',
        'other',
      ],
      result: ['ok', 'aborted', 'throttled', 'refused', 'failed', 'no-answer'],
    },
  },
  veilgate_queue_up: {
    type: 'gauge',
    help: 'Whether the queue answers: 1, or 0.',
    labels: {},
  },
  veilgate_queue_messages: {
    type: 'gauge',
    help: 'Messages of the queue, approximately, as SQS counts them.',
    labels: { state: ['visible', 'in-flight', 'delayed', 'dead-letter'] },
  },
  veilgate_queue_stalled_seconds: {
    type: 'gauge',
    help: 'For how long messages have been visible while no process stored any; 0 where none waits.',
    labels: {},
  },
  ...DATABASE_METRICS,
  veilgate_runs: {
    type: 'gauge',
    help: 'Runs of all processes: active now, or interrupted or failed within the last hour.',
    labels: { state: ['active', 'interrupted', 'failed'] },
  },
  veilgate_lanes: {
    type: 'gauge',
    help: 'Lanes of the active runs of all processes.',
    labels: {},
  },
  veilgate_workers: {
    type: 'gauge',
    help: 'Processes that may ingest by themselves, consoles among them; silent ones stopped saying so.',
    labels: { state: ['alive', 'silent'] },
  },
  veilgate_ledger_imbalance_messages: {
    type: 'gauge',
    help: 'What received = stored + duplicates + rejected + failed is off by in the batches of the last hour.',
    labels: {},
  },
  veilgate_fold_lag_seconds: {
    type: 'gauge',
    help: 'Since when the oldest committed batch waits to be folded; 0 where none does.',
    labels: {},
  },
  veilgate_runs_ended_total: {
    type: 'counter',
    help: 'Runs of this process that ended, by how.',
    labels: { state: ['finished', 'stopped', 'failed'] },
  },
  veilgate_live_streams: {
    type: 'gauge',
    help: 'Live streams that this process holds open.',
    labels: {},
  },
  veilgate_exports: {
    type: 'gauge',
    help: 'Exports that this process is writing.',
    labels: {},
  },
  veilgate_exports_ended_total: {
    type: 'counter',
    help: 'Exports of this process that ended, by how.',
    labels: { outcome: ['done', 'failed', 'cancelled'] },
  },
  veilgate_api_requests_total: {
    type: 'counter',
    help: 'Requests to the read API, by outcome.',
    labels: {
      outcome: [
        'answered',
        'not-understood',
        'unauthorised',
        'out-of-scope',
        'not-found',
        'too-many',
        'busy',
        'failed',
      ],
    },
  },
  veilgate_sign_ins_total: {
    type: 'counter',
    help: 'Attempts to sign in, by outcome; busy ones were turned away unanswered.',
    labels: { outcome: ['signed-in', 'refused', 'locked', 'busy', 'failed'] },
  },
  veilgate_reveal_log_rows_total: {
    type: 'counter',
    help: 'Rows that this process appended to the reveal log, by action and outcome.',
    labels: { action: REVEAL_ACTIONS, outcome: REVEAL_OUTCOMES },
  },
  veilgate_http_requests_total: {
    type: 'counter',
    help: 'Requests that were answered, by kind and class of status.',
    labels: {
      kind: ['page', 'action', 'api', 'live', 'file'],
      status: ['1xx', '2xx', '3xx', '4xx', '5xx', 'broken-off'],
    },
  },
  veilgate_http_request_seconds: {
    type: 'histogram',
    help: 'How long answering a request took; live streams are left out.',
    labels: { kind: ['page', 'action', 'api', 'file'] },
    buckets: SECONDS,
  },
} as const satisfies Record<string, Definition>
