import type { RetentionKind } from '@/lib/model/retention/retention-kinds'

/** What becomes of a group of tables with time. */
type RetentionRule =
  | { kind: 'set'; by: RetentionKind }
  /** Cleared in batches once logins are gone. */
  | { kind: 'with-logins'; words: string }
  | { kind: 'fixed'; words: string }
  | { kind: 'kept'; words: string }

export type RetainedTables = {
  label: string
  tables: readonly string[]
  rule: RetentionRule
  /** The steps whose results are its own. */
  steps: readonly RetentionStep[]
}

/** What clears what derives from logins, in this order: each relies on what is before it. */
export const FOLLOW_UP_STEPS = [
  'minutes',
  'hours',
  'days',
  'device-users',
  'ip-users',
  'device-ips',
  'shared-devices',
  'shared-ips',
  'risks',
  'vault',
  'reviews',
] as const
export type FollowUpStep = (typeof FOLLOW_UP_STEPS)[number]

/** What is deleted by its own age. */
export type OwnStep = RetentionKind | 'expired'
export type RetentionStep = OwnStep | FollowUpStep

/** Every table there is, and what becomes of its rows. */
export const RETAINED_TABLES: readonly RetainedTables[] = [
  {
    label: 'Logins',
    tables: ['user_logins'],
    rule: { kind: 'set', by: 'logins' },
    steps: ['logins'],
  },
  {
    label: 'Charts and counts',
    tables: ['login_minutes', 'login_hours', 'login_days', 'login_versions'],
    rule: { kind: 'with-logins', words: 'with the logins that they count' },
    steps: ['minutes', 'hours', 'days'],
  },
  {
    label: 'Shared devices and IPs',
    tables: ['device_users', 'ip_users', 'device_ips', 'shared_devices', 'shared_ips'],
    rule: { kind: 'with-logins', words: 'with the logins that they come from' },
    steps: ['device-users', 'ip-users', 'device-ips', 'shared-devices', 'shared-ips'],
  },
  {
    label: 'Risks',
    tables: ['login_risks'],
    rule: { kind: 'with-logins', words: 'with their logins' },
    steps: ['risks'],
  },
  {
    label: 'Originals in the vault',
    tables: ['pii_vault'],
    rule: { kind: 'with-logins', words: 'once no login has the token' },
    steps: ['vault'],
  },
  {
    label: 'Reviews',
    tables: ['reviews'],
    rule: { kind: 'with-logins', words: 'once no login is left of what was reviewed' },
    steps: ['reviews'],
  },
  {
    label: 'Rejected messages',
    tables: ['rejected_messages'],
    rule: { kind: 'set', by: 'rejected' },
    steps: ['rejected'],
  },
  {
    label: 'Batches of the ledger',
    tables: ['ingest_batches'],
    rule: { kind: 'set', by: 'batches' },
    steps: ['batches'],
  },
  {
    label: 'Runs, with the sums of their batches',
    tables: ['ingest_runs', 'dropped_batches', 'run_counter'],
    rule: { kind: 'kept', words: 'always: a row for each run' },
    steps: [],
  },
  {
    label: 'Audit log and erasures',
    tables: ['reveal_log', 'refusal_counts', 'erasures', 'key_rotations'],
    rule: { kind: 'kept', words: 'always: the log is append-only' },
    steps: [],
  },
  {
    label: 'Keys',
    tables: ['pii_dek', 'pii_key', 'pii_alias'],
    rule: {
      kind: 'kept',
      words: 'always: rejected messages are sealed with them, too',
    },
    steps: [],
  },
  {
    label: 'Sessions, links and attempts',
    tables: [
      'sessions',
      'verifications',
      'set_password_links',
      'sign_in_attempts',
      'reveal_attempts',
      'account_origins',
      'failed_deliveries',
    ],
    rule: {
      kind: 'fixed',
      words: 'a day after they end; the origin of an account two days, failed deliveries 14',
    },
    steps: ['expired'],
  },
  {
    label: 'Samples of the queue, and the history by the quarter of an hour',
    tables: ['queue_samples', 'ledger_quarters'],
    rule: { kind: 'fixed', words: '35 days' },
    steps: [],
  },
  {
    label: 'Alerts',
    tables: ['alert_events', 'alert_deliveries', 'alert_rules', 'alert_channels'],
    rule: { kind: 'fixed', words: 'history a year, messages 30 days, 10,000 of each at most' },
    steps: [],
  },
  {
    label: 'Processes and what is asked of them',
    tables: ['ingest_workers', 'ingest_plan', 'leases', 'unfolded_batches'],
    rule: { kind: 'fixed', words: 'a process for a day after it was last heard of' },
    steps: [],
  },
  {
    label: 'People, API tokens, views and settings',
    tables: [
      'users',
      'accounts',
      'api_tokens',
      'saved_views',
      'default_views',
      'risk_settings',
      'risk_changes',
      'retention_settings',
      'retention_changes',
      'retention_progress',
      'retention_results',
    ],
    rule: { kind: 'kept', words: 'until somebody removes them; changes of settings always' },
    steps: [],
  },
]
