'use client'

import { useState } from 'react'
import { useDraft } from '@/components/draft/use-draft'
import type { Justification } from '@/components/reveal/justification-fields'

/**
 * A justification as it is being written. Reason and ticket outlive the end of a session; the
 * passphrase is held in this state alone.
 * @param form tells it from the others of the page.
 */
export function useJustification(form: string) {
  const reason = useDraft(`${form} reason`)
  const ticket = useDraft(`${form} ticket`)
  const [passphrase, setPassphrase] = useState('')
  const drop = () => {
    reason.drop()
    ticket.drop()
  }
  return {
    value: { passphrase, reason: reason.text, ticket: ticket.text },
    change: (next: Justification) => {
      reason.write(next.reason)
      ticket.write(next.ticket)
      setPassphrase(next.passphrase)
    },
    forgetPassphrase: () => setPassphrase(''),
    /** It was accepted: nothing of it is kept any more. */
    drop,
    /** Empties all of it. */
    clear: () => {
      reason.write('')
      ticket.write('')
      setPassphrase('')
      drop()
    },
  }
}
