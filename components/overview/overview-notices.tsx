'use client'

import { FoldNotice } from '@/components/notice/fold-notice'
import { Notice } from '@/components/notice/notice'
import { NoticeStack } from '@/components/notice/notice-stack'
import type { Outcome } from '@/components/overview/run/run-control'
import { runProblem } from '@/components/runs/run-words'
import type { Live } from '@/components/shell/live-provider'
import { useAge } from '@/components/shell/status/use-age'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'

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
  const databaseAge = useAge(event?.database.readAt)
  const queueAge = useAge(event?.queue.reachedAt)
  const problem = event?.run ? runProblem(event.run) : null
  return (
    <NoticeStack>
      {live.connection === 'lost' ? (
        <Notice
          tone="warn"
          title={
            live.refusal === null
              ? 'The connection to the console is lost.'
              : 'The live view is interrupted.'
          }
        >
          {live.refusal} The figures shown are the last ones, as of{' '}
          <RelativeTime at={new Date(live.receivedAt ?? live.since).toISOString()} />. It reconnects
          automatically. Whether a run is still going is unknown; a run that a restart of the
          console interrupts is resumed.
        </Notice>
      ) : null}
      {keysProblem === null ? null : (
        <Notice tone="danger" title="Nothing can be masked.">
          {keysProblem}
        </Notice>
      )}
      {event && !event.database.reachable ? (
        <Notice tone="danger" title="Nothing can be stored or read.">
          {sentence(event.database.failure ?? 'The database does not answer')}{' '}
          {databaseAge === null ? null : `The runs shown are as of ${databaseAge.words}. `}
          Nothing is lost: what is not stored stays on the queue.{' '}
          {hint(event.database.failure, 'DATABASE_URL', 'Check that Postgres is running and')}
        </Notice>
      ) : null}
      {event?.database.reachable && event.database.failure !== null ? (
        <Notice tone="danger" title="Nothing can be stored.">
          {sentence(event.database.failure)} Figures and lists show what was stored before. Nothing
          is lost: what is not stored stays on the queue.
        </Notice>
      ) : null}
      {event?.queue.failure ? (
        <Notice tone="danger" title="The queue cannot be reached.">
          {sentence(event.queue.failure)}{' '}
          {queueAge === null ? 'It was not reached yet. ' : `Last reached ${queueAge.words}. `}
          {isEmbeddedQueue
            ? `The console starts it again within seconds. ${EMBEDDED_QUEUE_KEEPS}`
            : hint(event.queue.failure, 'SQS_QUEUE_URL', 'Check')}
        </Notice>
      ) : null}
      {problem === null ? null : (
        <Notice tone={problem.tone} title={problem.title}>
          {problem.cause}
        </Notice>
      )}
      <FoldNotice folding={event?.folding ?? null} figures="Devices, IPs and charts" />
      {outcome === null ? null : (
        <Notice tone={outcome.tone} title={outcome.title} onDismiss={onDismiss}>
          {outcome.detail}
        </Notice>
      )}
    </NoticeStack>
  )
}

/** What to check, where the failure does not say it itself. */
function hint(failure: string | null, variable: string, lead: string): string | null {
  return failure?.includes(variable) ? null : `${lead} that ${variable} is right.`
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
