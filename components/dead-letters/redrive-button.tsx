'use client'

import { RotateCcw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { parseRate } from '@/components/dead-letters/parse-rate'
import { RateField } from '@/components/dead-letters/rate-field'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'

type Props = { redrive: DeadLetterActions['redrive']; waiting: number }

/** Starts a redrive, after saying what it does. */
export function RedriveButton({ redrive, waiting }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const start = async () => {
    const rate = parseRate(typed)
    if (rate.kind === 'invalid') return rate.problem
    const { maxPerSecond } = rate
    const result = await callAction(() => redrive({ maxPerSecond }))
    if (result.kind !== 'done') return result.problem
    router.refresh()
    return undefined
  }
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
        <ConfirmDialog
          title="Redrive the dead letters?"
          description="A run ingests them from where they are, so that each keeps its id and time. Those that are stored or rejected already are looked up first, counted as duplicates, and removed; the others are stored. It can be stopped at any time, and nothing is lost or stored twice."
          confirm="Redrive"
          fields={
            <RateField
              value={typed}
              onChange={setTyped}
              hint="Empty: as fast as the database takes them."
            />
          }
          onConfirm={start}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
