import type { ActionResult } from '@/lib/model/answers/action-result'
import type { BulkAction, BulkPreview } from '@/lib/model/rejected/rejected-bulk'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'
import type { CopyOutcome } from '@/lib/reveal/record-copy'
import type { DiscardManyOutcome } from '@/lib/reveal/rejected/discard-many-rejected'
import type { DiscardOutcome } from '@/lib/reveal/rejected/discard-rejected'
import type { OpenRejectedOutcome } from '@/lib/reveal/rejected/open-rejected'
import type { ReturnManyOutcome } from '@/lib/reveal/rejected/return-many-rejected'
import type { ReturnOutcome } from '@/lib/reveal/rejected/return-rejected'

type Justified = { reason: string; ticket: string; passphrase: string }
type WithPassphrase = Justified & { id: string }
type Many = Justified & { bulk: string; filter: RejectedFilter; throughId: string; count: number }

/** The server actions behind a rejected message; whether one may is decided there. */
export type RejectedActions = {
  open: (input: WithPassphrase) => Promise<ActionResult<OpenRejectedOutcome>>
  recordCopy: (input: { requestId: string }) => Promise<ActionResult<CopyOutcome>>
  putBack: (input: WithPassphrase & { again: boolean }) => Promise<ActionResult<ReturnOutcome>>
  discard: (input: WithPassphrase) => Promise<ActionResult<DiscardOutcome>>
  previewBulk: (input: {
    action: BulkAction
    filter: RejectedFilter
  }) => Promise<ActionResult<BulkPreview>>
  putManyBack: (input: Many) => Promise<ActionResult<ReturnManyOutcome>>
  discardMany: (input: Many) => Promise<ActionResult<DiscardManyOutcome>>
}
