'use client'

import { Undo2 } from 'lucide-react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { CeremonyDialog } from '@/components/reveal/ceremony-dialog'
import type { Ceremony } from '@/components/reveal/ceremony-fields'
import { Button } from '@/components/ui/button'
import type { RejectedRow } from '@/lib/model/login'

type Props = { message: RejectedRow; actions: RejectedActions }

/** Puts a message back on the queue. */
export function PutBackDialog({ message, actions }: Props) {
  const again = message.state === 'returning'
  const putBack = async ({ passphrase, reason, ticket }: Ceremony) => {
    const { id } = message
    const answer = await actions
      .putBack({ id, passphrase, reason, ticket, again })
      .catch(() => null)
    if (answer === null) return 'The console did not answer. Whether it was done, the list tells.'
    return answer.kind === 'returned' ? undefined : answer.problem
  }
  return (
    <CeremonyDialog
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
    </CeremonyDialog>
  )
}
