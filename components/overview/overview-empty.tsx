import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'

type Props = {
  waiting: number
  /** Whether a run is under way. */
  isRunning: boolean
  sample: ReactNode
}

/** What the feed says before the first login: how to get one. */
export function NoLogins({ waiting, isRunning, sample }: Props) {
  if (isRunning) {
    return (
      <EmptyState icon={Inbox} title="No logins stored yet.">
        The run has begun; what it stores arrives here, masked.
      </EmptyState>
    )
  }
  const offersSample = sample !== null && waiting === 0
  return (
    <EmptyState
      icon={Inbox}
      title="No logins stored yet."
      actions={offersSample ? sample : undefined}
    >
      {waiting > 0
        ? `${formatCount(waiting, 'message waits', 'messages wait')} on the queue. Ingest now drains it; what it stores arrives here, masked.`
        : 'Ingest now drains the queue; what it stores arrives here, masked.'}
      {offersSample ? ` ${EMBEDDED_QUEUE_KEEPS}` : null}
    </EmptyState>
  )
}

/** Where nothing waits and logins are there already: more of them. */
export function MoreSamples({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      {children}
      <span className="truncate text-muted" title={EMBEDDED_QUEUE_KEEPS}>
        kept in memory
      </span>
    </div>
  )
}

/** What the feed says where it is not known whether there are any logins. */
export function UnknownLogins() {
  return (
    <EmptyState icon={Inbox} title="The newest logins could not be read.">
      What is stored from now on is shown here.
    </EmptyState>
  )
}
