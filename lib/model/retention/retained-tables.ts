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
    rule: { kind: 'with-logins', words: 'deleted with the logins they count' },
    steps: ['minutes', 'hours', 'days'],
  },
  {
    label: 'Shared devices and IPs',
    tables: ['device_users', 'ip_users', 'device_ips', 'shared_devices', 'shared_ips'],
    rule: { kind: 'with-logins', words: 'deleted with the logins they come from' },
    steps: ['device-users', 'ip-users', 'device-ips', 'shared-devices', 'shared-ips'],
  },
  {
    label: 'Risk scores',
    tables: ['login_risks'],
    rule: { kind: 'with-logins', words: 'deleted with their logins' },
    steps: ['risks'],
  },
  {
    label: 'Originals in the vault',
    tables: ['pii_vault'],
    rule: { kind: 'with-logins', words: 'deleted once no login has the token' },
    steps: ['vault'],
  },
  {
    label: 'Reviews',
    tables: ['reviews'],
    rule: { kind: 'with-logins', words: 'deleted once no login of the device, IP or user is left' },
    steps: ['reviews'],
  },
  {
    label: 'Rejected messages',
    tables: ['rejected_messages'],
    rule: { kind: 'set', by: 'rejected' },
    steps: ['rejected'],
  },
  {
    label: 'Ledger batches',
    tables: ['ingest_batches'],
    rule: { kind: 'set', by: 'batches' },
    steps: ['batches'],
  },
  {
    label: 'Runs and the totals of their batches',
    tables: ['ingest_runs', 'dropped_batches', 'run_counter'],
    rule: { kind: 'kept', words: 'kept forever: one row per run' },
    steps: [],
  },
  {
    label: 'Audit log and erasures',
    tables: ['reveal_log', 'refusal_counts', 'erasures', 'key_rotations'],
    rule: { kind: 'kept', words: 'kept forever: the log is append-only' },
    steps: [],
  },
  {
    label: 'Keys',
    tables: ['pii_dek', 'pii_key', 'pii_alias'],
    rule: {
      kind: 'kept',
      words: 'kept forever: rejected messages are sealed with them too',
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
      words: 'kept for a day after they end; account origins for 2 days, failed deliveries for 14',
    },
    steps: ['expired'],
  },
  {
    label: 'Queue samples and the history by quarter of an hour',
    tables: ['queue_samples', 'ledger_quarters'],
    rule: { kind: 'fixed', words: 'kept for 35 days' },
    steps: [],
  },
  {
    label: 'Alerts',
    tables: ['alert_events', 'alert_deliveries', 'alert_rules', 'alert_channels'],
    rule: {
      kind: 'fixed',
      words: 'history kept for a year, messages for 30 days; at most 10,000 of each',
    },
    steps: [],
  },
  {
    label: 'Processes, their plan and leases',
    tables: ['ingest_workers', 'ingest_plan', 'leases', 'unfolded_batches', 'partition_upkeep'],
    rule: { kind: 'fixed', words: 'kept for a day after a process was last heard from' },
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
    rule: { kind: 'kept', words: 'kept until somebody removes them; changes of settings forever' },
    steps: [],
  },
]
