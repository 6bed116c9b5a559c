'use client'

import { afterStop } from '@/components/runs/after-stop'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatCount, formatTime } from '@/lib/format/format'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

type Props = {
  run: RunSummary
  event: Pick<LiveEvent, 'queue' | 'otherActiveRuns' | 'run'> | null
  className?: string
}

/** One sentence about what a stopped run left on the queue, and how it goes on. */
export function StopWords({ run, event, className }: Props) {
  const timeZone = useTimeZone()
  const after = afterStop(run, event)
  if (after === null) return null
  return (
    <p role="status" className={className}>
      {wordsOf(after, timeZone)}
    </p>
  )
}

function wordsOf(after: NonNullable<ReturnType<typeof afterStop>>, timeZone: string): string {
  if (after.kind === 'finishing') {
    return 'It stores and acknowledges the batches in hand; the rest stays on the queue.'
  }
  if (after.kind === 'waiting') {
    return `${about(after.waiting, 'message waits', 'messages wait')} on the queue: Ingest now goes on with them.`
  }
  const were = about(after.inFlight, 'message was', 'messages were')
  const them = after.inFlight === 1 ? 'it' : 'them'
  return `${were} in flight, received and not stored: the queue shows ${them} again ${backWords(after.backAtMs, timeZone)}. Ingest now goes on with ${them} and with what waits.`
}

function backWords(backAtMs: number | null, timeZone: string): string {
  if (backAtMs === null) return 'when the visibility timeout has run out'
  return `by ${formatTime(backAtMs, timeZone, { now: backAtMs }).split(' ').at(-1)}, after the visibility timeout`
}

/** SQS counts approximately. */
function about(count: number, one: string, many: string): string {
  return `About ${formatCount(count, one, many)}`
}
