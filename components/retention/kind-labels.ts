import type { RetentionKind } from '@/lib/model/retention/retention-kinds'

/** What people call what a bound is set for. */
export const KIND_LABELS: Record<RetentionKind, string> = {
  logins: 'Logins',
  rejected: 'Rejected messages',
  batches: 'Batches of the ledger',
}
