import type { ActionResult } from '@/lib/model/answers/action-result'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'
import type { RetentionOutcome } from '@/lib/reveal/manage-retention'

export type SaveRetention = (input: {
  kind: RetentionKind
  keepMonths: KeepMonths
  /** Of the vault, where it is needed. */
  passphrase: string
}) => Promise<ActionResult<RetentionOutcome>>
