'use client'

import { CornerUpLeft } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { parseRate } from '@/components/dead-letters/parse-rate'
import { RateField } from '@/components/dead-letters/rate-field'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'

/** Has the queue's server move dead letters back, after saying what that means. */
export function MoveButton({ move }: { move: NonNullable<DeadLetterActions['move']> }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const start = async () => {
    const rate = parseRate(typed)
    if (rate.kind === 'invalid') return rate.problem
    const { maxPerSecond } = rate
    const result = await callAction(() => move({ maxPerSecond }))
    if (result.kind !== 'done') return result.problem
    router.refresh()
    return undefined
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <CornerUpLeft /> Move back…
      </Button>
      {open ? (
        <ConfirmDialog
          title="Move the dead letters back to their queues?"
          description="SQS sends each to the queue it came from as a new message, with a new id and time. Use it for what a redrive leaves: messages of other queues, or those that another consumer must see. A login that is stored already would be stored a second time, so a sample is looked at first, and nothing is moved if it holds one. It is recorded in the audit log."
          confirm="Move back"
          fields={
            <RateField value={typed} onChange={setTyped} hint="Empty: as fast as SQS sees fit." />
          }
          onConfirm={start}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
