'use client'

import { useLive } from '@/components/shell/live-provider'
import { formatCount } from '@/lib/format/format'

/** How many messages wait on the queue, where an empty list may be empty because of that. */
export function WaitingMessages() {
  const { event } = useLive()
  const waiting = event?.queue.depth?.visible ?? 0
  if (waiting === 0) return null
  return (
    <span>
      {formatCount(waiting, 'message')} {waiting === 1 ? 'waits' : 'wait'} on the queue: ingest{' '}
      {waiting === 1 ? 'it' : 'them'} on the overview.
    </span>
  )
}
