'use client'

import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { RateDialog } from '@/components/dead-letters/rate-dialog'
import { Button } from '@/components/ui/button'

type Props = { redrive: DeadLetterActions['redrive']; waiting: number }

/** Starts a redrive, after saying what it does. */
export function RedriveButton({ redrive, waiting }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="primary"
        className="min-w-28"
        disabled={waiting === 0}
        title={waiting === 0 ? 'Nothing waits in the dead-letter queue' : undefined}
        onClick={() => setOpen(true)}
      >
        <RotateCcw /> Redrive…
      </Button>
      {open ? (
        <RateDialog
          title="Redrive the dead letters?"
          description="A run ingests them from where they are, so that each keeps its id and time. Those that are stored or rejected already are looked up first, counted as duplicates, and removed; the others are stored. It can be stopped at any time, and nothing is lost or stored twice."
          confirm="Redrive"
          hint="Empty: as fast as the database takes them."
          start={redrive}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
