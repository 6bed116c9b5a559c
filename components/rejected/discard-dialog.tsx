'use client'

import { Trash2 } from 'lucide-react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { CeremonyDialog } from '@/components/reveal/ceremony-dialog'
import type { Ceremony } from '@/components/reveal/ceremony-fields'
import { Button } from '@/components/ui/button'
import type { RejectedRow } from '@/lib/model/login'

type Props = { message: RejectedRow; actions: RejectedActions }

/** Discards a message for good. */
export function DiscardDialog({ message, actions }: Props) {
  const discard = async ({ reason, ticket }: Ceremony) => {
    const answer = await actions.discard({ id: message.id, reason, ticket }).catch(() => null)
    if (answer === null) return 'The console did not answer. Whether it was done, the list tells.'
    return answer.kind === 'discarded' ? undefined : answer.problem
  }
  return (
    <CeremonyDialog
      title="Discard this message?"
      description="Its sealed body is overwritten: nobody can open or return it any more. Its row stays, with its reasons and your name, and the ledger still adds up."
      confirm="Discard 1 message"
      danger
      withoutPassphrase
      onConfirm={discard}
    >
      <Button variant="ghost" className="text-danger hover:text-danger">
        <Trash2 /> Discard…
      </Button>
    </CeremonyDialog>
  )
}
