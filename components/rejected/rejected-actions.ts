import type { ActionResult } from '@/lib/model/action-result'
import type { CopyOutcome } from '@/lib/reveal/record-copy'
import type { DiscardOutcome } from '@/lib/reveal/rejected/discard-rejected'
import type { OpenRejectedOutcome } from '@/lib/reveal/rejected/open-rejected'
import type { ReturnOutcome } from '@/lib/reveal/rejected/return-rejected'

type WithPassphrase = { id: string; reason: string; ticket: string; passphrase: string }

/** The server actions behind a rejected message; whether one may is decided there. */
export type RejectedActions = {
  open: (input: WithPassphrase) => Promise<ActionResult<OpenRejectedOutcome>>
  recordCopy: (input: { requestId: string }) => Promise<ActionResult<CopyOutcome>>
  putBack: (input: WithPassphrase & { again: boolean }) => Promise<ActionResult<ReturnOutcome>>
  discard: (input: WithPassphrase) => Promise<ActionResult<DiscardOutcome>>
}
