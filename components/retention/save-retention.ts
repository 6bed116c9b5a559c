import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'

export type SaveRetention = (input: {
  kind: RetentionKind
  keepMonths: KeepMonths
}) => Promise<ActionResult<Done>>
