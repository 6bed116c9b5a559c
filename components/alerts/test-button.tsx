'use client'

import { Send } from 'lucide-react'
import { useTransition } from 'react'
import type { ChannelActions } from '@/components/alerts/alert-actions'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/overlay/toast-store'
import { formatNumber } from '@/lib/format/format'
import type { AlertChannelView } from '@/lib/model/alerts/views'

type Props = { channel: Pick<AlertChannelView, 'id' | 'name'>; test: ChannelActions['test'] }

/** Sends a channel a test, and says how it went. */
export function TestButton({ channel: { id, name }, test }: Props) {
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      const result = await callAction(() => test({ id }), CHECK_THE_LIST)
      if (result.kind !== 'tested') {
        toast.error('Nothing was sent.', { description: result.problem })
        return
      }
      const { isDelivered, status, ms, problem } = result.attempt
      if (!isDelivered) {
        toast.error(`The test message to ${name} was not delivered.`, {
          description: problem ?? undefined,
        })
        return
      }
      const answered = status === null ? '' : `It answered ${status} in ${formatNumber(ms)} ms.`
      toast.success(`The test message to ${name} was delivered.`, { description: answered })
    })
  return (
    <Button pending={pending} aria-label={`Test ${name}`} onClick={run}>
      <Send /> Test
    </Button>
  )
}
