'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { parseRate } from '@/components/dead-letters/parse-rate'
import { RateField } from '@/components/dead-letters/rate-field'
import { callAction } from '@/components/ui/ask/call-action'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import type { Done } from '@/lib/model/answers/action-result'

type Props = {
  title: string
  description: string
  confirm: string
  /** What an empty field means. */
  hint: string
  start: (input: { maxPerSecond: number | null }) => Promise<Done | NotStarted>
  onClose: () => void
}

type NotStarted = { kind: string; problem: string }

/** Says what becomes of the dead letters, asks how fast, and starts it. */
export function RateDialog({ title, description, confirm, hint, start, onClose }: Props) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const confirmed = async () => {
    const rate = parseRate(typed)
    if (rate.kind === 'invalid') return rate.problem
    const result = await callAction(() => start({ maxPerSecond: rate.maxPerSecond }))
    if ('problem' in result) return result.problem
    router.refresh()
    return undefined
  }
  return (
    <ConfirmDialog
      title={title}
      description={description}
      confirm={confirm}
      fields={<RateField value={typed} onChange={setTyped} hint={hint} />}
      onConfirm={confirmed}
      onClose={onClose}
    />
  )
}
