'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Notice } from '@/components/notice/notice'
import { LocalTime } from '@/components/table/local-time'
import { callAction } from '@/components/ui/ask/call-action'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'

type Props = {
  by: string
  /** ISO 8601. */
  at: string
  dismiss: () => Promise<ActionResult<Done>>
}

/** Tells somebody that another person reset their password, until they have seen it. */
export function PasswordNotice({ by, at, dismiss }: Props) {
  const [, start] = useTransition()
  const router = useRouter()
  const onDismiss = () =>
    start(async () => {
      await callAction(dismiss)
      router.refresh()
    })
  return (
    <Notice
      tone="warn"
      title={
        <>
          {by} reset your password on <LocalTime at={at} />.
        </>
      }
      onDismiss={onDismiss}
    >
      If you did not ask for it, tell an admin: somebody may have acted in your name since.
    </Notice>
  )
}
