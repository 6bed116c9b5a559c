import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { ReviewInput } from '@/lib/model/shared/reviews'

/** The server action that keeps reviews. */
export type ReviewAction = (
  input: ReviewInput,
) => Promise<ActionResult<Done | { kind: 'not-found'; problem: string }>>
