'use client'

import { Notice } from '@/components/notice/notice'
import type { Outcome } from '@/components/overview/run-control'
import type { Live } from '@/components/shell/live-provider'
import { RelativeTime } from '@/components/ui/relative-time'
import { isActive } from '@/lib/ledger'
import type { LiveEvent } from '@/lib/live-view'

type Props = {
  event: LiveEvent | null
  live: Live
  isEmbeddedQueue: boolean
  keysProblem: string | null
  outcome: Outcome | null
  onDismiss: () => void
}

/** All that is the matter just now, in words, with what to do about it. */
export function OverviewNotices(props: Props) {
  const { event, live, isEmbeddedQueue, keysProblem, outcome, onDismiss } = props
  const run = event?.run ?? null
  return (
    <>
      {live.connection === 'lost' ? (
        <Notice tone="warn" title="The connection to the console is lost.">
          The figures below are the last ones, as of{' '}
          <RelativeTime at={event?.now ?? new Date(live.since).toISOString()} />. It is tried again
          by itself; a run goes on meanwhile.
        </Notice>
      ) : null}
      {keysProblem === null ? null : (
        <Notice tone="danger" title="Nothing can be masked.">
          {keysProblem}
        </Notice>
      )}
      {event && !event.database.reachable ? (
        <Notice tone="danger" title="Nothing can be stored or read.">
          {event.database.failure ?? 'The database does not answer'}. Nothing is lost: what is not
          stored stays on the queue. See that Postgres runs and that DATABASE_URL is right.
        </Notice>
      ) : null}
      {event?.queue.failure ? (
        <Notice tone="danger" title="The queue cannot be reached.">
          {event.queue.failure}.{' '}
          {event.queue.reachedAt === null ? (
            'It was not reached yet. '
          ) : (
            <>
              Last reached <RelativeTime at={event.queue.reachedAt} />.{' '}
            </>
          )}
          {isEmbeddedQueue
            ? 'It is the embedded queue: starting the console again brings it back, empty.'
            : 'See that SQS_QUEUE_URL and the AWS variables are right.'}
        </Notice>
      ) : null}
      {run?.problem ? (
        <Notice
          tone={isActive(run.state) ? 'warn' : 'danger'}
          title={isActive(run.state) ? `Run ${run.id} is waiting.` : `Run ${run.id} ended early.`}
        >
          {run.problem}
        </Notice>
      ) : null}
      {outcome === null ? null : (
        <Notice tone={outcome.tone} title={outcome.title} onDismiss={onDismiss}>
          {outcome.detail}
        </Notice>
      )}
    </>
  )
}
