/** What is measured of the database and its replica, a part of lib/metric-definitions.ts. */
export const DATABASE_METRICS = {
  veilgate_database_up: {
    type: 'gauge',
    help: 'Whether the database answers: 1, or 0.',
    labels: {},
  },
  veilgate_replica_up: {
    type: 'gauge',
    help: 'Whether pages may read the replica: 1, or 0; absent where none is configured.',
    labels: {},
  },
  veilgate_replica_lag_seconds: {
    type: 'gauge',
    help: 'How old what the replica shows is; 0 where it has all that the primary wrote.',
    labels: {},
  },
  veilgate_replica_reads_total: {
    type: 'counter',
    help: 'What may be read from the replica: read there, or why it was read from the primary.',
    labels: { outcome: ['replica', 'away', 'behind', 'refused', 'own-write', 'retried'] },
  },
  veilgate_login_months_ahead: {
    type: 'gauge',
    help: 'Months after the current one that the table of logins has a partition for.',
    labels: {},
  },
  veilgate_login_months_failing_seconds: {
    type: 'gauge',
    help: 'Since when making them has failed; 0 where the last attempt did not.',
    labels: {},
  },
  veilgate_retention_age_seconds: {
    type: 'gauge',
    help: 'Seconds since nightly retention was last completed; 0 before it first begins.',
    labels: {},
  },
  veilgate_later_logins: {
    type: 'gauge',
    help: 'Logins that are sent later than the last month that is made; 10,001 where there are more than 10,000.',
    labels: {},
  },
  veilgate_database_connections: {
    type: 'gauge',
    help: 'Connections of this process to the database, by pool; waiting counts queries without one.',
    labels: {
      pool: ['main', 'background', 'reveal', 'background-reveal', 'replica'],
      state: ['busy', 'idle', 'waiting'],
    },
  },
} as const
