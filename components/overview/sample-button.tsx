'use client'

import { Send } from 'lucide-react'
import { useTransition } from 'react'
import type { Outcome } from '@/components/overview/run/run-control'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/format'
import type { ActionResult } from '@/lib/model/answers/action-result'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'

/** What the action that sends sample logins answers. */
export type SendSampleLogins = () => Promise<
  ActionResult<{ kind: 'done'; sent: number } | { kind: 'not-embedded'; problem: string }>
>

type Props = { send: SendSampleLogins; onOutcome: (outcome: Outcome | null) => void }

/** Puts made-up logins on the embedded queue, so that there is something to ingest. */
export function SampleButton({ send, onOutcome }: Props) {
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      onOutcome(null)
      const result = await callAction(() => send())
      if (result.kind === 'done') {
        onOutcome({
          tone: 'ok',
          title: `${formatNumber(result.sent)} sample logins are on the queue.`,
          detail: EMBEDDED_QUEUE_KEEPS,
        })
        return
      }
      onOutcome({
        tone: 'danger',
        title: 'The sample logins were not sent.',
        detail: result.problem,
      })
    })
  return (
    <Button onClick={run} pending={pending} title={EMBEDDED_QUEUE_KEEPS}>
      <Send /> {pending ? 'Sending…' : 'Send 1,000 sample logins'}
    </Button>
  )
}
