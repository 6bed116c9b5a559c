'use client'

import { Trash2 } from 'lucide-react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import type { Justification } from '@/components/reveal/justification-fields'
import { StepUpDialog } from '@/components/reveal/step-up-dialog'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import type { RejectedRow } from '@/lib/model/login'

type Props = { message: RejectedRow; actions: RejectedActions }

/** Discards a message for good. */
export function DiscardDialog({ message, actions }: Props) {
  const discard = async ({ reason, ticket, passphrase }: Justification) => {
    const input = { id: message.id, reason, ticket, passphrase }
    const result = await callAction(() => actions.discard(input), CHECK_THE_LIST)
    return result.kind === 'discarded' ? undefined : result.problem
  }
  return (
    <StepUpDialog
      form={`discard ${message.id}`}
      title="Discard this message?"
      description="Its sealed body is overwritten: nobody can open or return it again. Its row stays, with its reasons and your name, and the ledger still adds up."
      confirm="Discard 1 message"
      danger
      passphrase="optional"
      onConfirm={discard}
    >
      <Button variant="ghost" className="text-danger hover:text-danger">
        <Trash2 /> Discard…
      </Button>
    </StepUpDialog>
  )
}
