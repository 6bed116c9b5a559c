'use client'

import { CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { RateDialog } from '@/components/dead-letters/rate-dialog'
import { Button } from '@/components/ui/button'

/** Has the queue's server move dead letters back, after saying what that means. */
export function MoveButton({ move }: { move: NonNullable<DeadLetterActions['move']> }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <CornerUpLeft /> Move back…
      </Button>
      {open ? (
        <RateDialog
          title="Move the dead letters back to their queues?"
          description="SQS sends each to the queue it came from as a new message, with a new id and time. Use it for what a redrive leaves: messages of other queues, or those that another consumer must see. A login that is stored already would be stored a second time, so a sample is looked at first, and nothing is moved if it holds one. It is recorded in the audit log."
          confirm="Move back"
          hint="Empty: as fast as SQS sees fit."
          start={move}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
