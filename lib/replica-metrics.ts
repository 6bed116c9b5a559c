/** The metrics of the replica that pages are read from, a part of lib/metric-definitions.ts. */
export const REPLICA_METRICS = {
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
} as const
