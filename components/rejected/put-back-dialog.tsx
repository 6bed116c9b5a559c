'use client'

import { Undo2 } from 'lucide-react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import type { Justification } from '@/components/reveal/justification-fields'
import { StepUpDialog } from '@/components/reveal/step-up-dialog'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import type { RejectedRow } from '@/lib/model/login'

type Props = { message: RejectedRow; actions: RejectedActions }

/** Puts a message back on the queue. */
export function PutBackDialog({ message, actions }: Props) {
  const again = message.state === 'returning'
  const putBack = async ({ passphrase, reason, ticket }: Justification) => {
    const input = { id: message.id, passphrase, reason, ticket, again }
    const result = await callAction(() => actions.putBack(input), CHECK_THE_LIST)
    return result.kind === 'returned' ? undefined : result.problem
  }
  return (
    <StepUpDialog
      form={`return ${message.id}`}
      title={again ? 'Return it once more?' : 'Return this message to the queue?'}
      description={
        again
          ? 'It may be on the queue already: whether the queue took it was not known. Returned again, it may be stored twice.'
          : 'It becomes a new message that carries the old id, and the next run receives it. If it is still no login, it is rejected again. Its body is opened for that and not shown.'
      }
      confirm="Return 1 message"
      onConfirm={putBack}
    >
      <Button>
        <Undo2 /> Return to the queue…
      </Button>
    </StepUpDialog>
  )
}
