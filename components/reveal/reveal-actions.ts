import type { Justification } from '@/components/reveal/justification-fields'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import type { ActionResult } from '@/lib/model/answers/action-result'
import type { CopyOutcome } from '@/lib/reveal/record-copy'
import type { RevealOutcome } from '@/lib/reveal/reveal'

/** An outcome, and what the person may still ask for. */
export type WithAllowance<Outcome> = Outcome & { allowance?: RevealAllowance | null }

/** The server actions behind the page. */
export type RevealActions = {
  reveal: (
    input: Justification & { tokens: string[] },
  ) => Promise<ActionResult<WithAllowance<RevealOutcome>>>
  recordCopy: (input: { requestId: string; token?: string }) => Promise<ActionResult<CopyOutcome>>
}

/** Those behind a reveal that leaves its page in place: it learns there what may still be asked for. */
export type RevealInPlaceActions = RevealActions & {
  readAllowance: () => Promise<ActionResult<{ kind: 'read'; allowance: RevealAllowance | null }>>
}
