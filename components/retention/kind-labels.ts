import type { RetentionKind } from '@/lib/model/retention/retention-kinds'

/** What people call what a retention period is set for. */
export const KIND_LABELS: Record<RetentionKind, string> = {
  logins: 'Logins',
  rejected: 'Rejected messages',
  batches: 'Ledger batches',
}
