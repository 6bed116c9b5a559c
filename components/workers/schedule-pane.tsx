'use client'

import { CalendarClock } from 'lucide-react'
import Link from 'next/link'
import { LocalTime } from '@/components/table/local-time'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { ScheduleDialog } from '@/components/workers/schedule-dialog'
import type { ScheduleActions } from '@/components/workers/worker-actions'
import type { Schedule } from '@/lib/model/pipeline/workers'

type Props = {
  schedule: Schedule | null
  /** ISO 8601, UTC. */
  nextTimes: string[]
  /** Null for those who may only look. */
  actions: ScheduleActions | null
}

/** When the queue is drained by itself: the next times, and what became of the last. */
export function SchedulePane({ schedule, nextTimes, actions }: Props) {
  return (
    <section
      aria-label="Schedule"
      className="flex shrink-0 flex-wrap items-start gap-x-8 gap-y-2 border-line border-t px-4 py-3"
    >
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">Schedule</h2>
        {schedule === null ? (
          <p className="text-muted">
            The queue is not drained automatically. A schedule suits messages that may wait; Follow
            ingests them as they come.
          </p>
        ) : (
          <Times schedule={schedule} nextTimes={nextTimes} />
        )}
      </div>
      {actions === null ? null : (
        <ScheduleDialog schedule={schedule} actions={actions}>
          <Button>
            <CalendarClock /> {schedule === null ? 'Set a schedule…' : 'Change the schedule…'}
          </Button>
        </ScheduleDialog>
      )}
    </section>
  )
}

function Times({ schedule, nextTimes }: { schedule: Schedule; nextTimes: string[] }) {
  const { cron, timeZone, scheduledBy, lastDueAt, lastRunId, lastOutcome } = schedule
  return (
    <>
      <p>
        Drains at <code className="font-mono">{cron}</code> in {timeZone}, set by {scheduledBy}.
      </p>
      <ul aria-label="Next times" className="flex flex-wrap gap-x-4 text-muted">
        {nextTimes.map((at) => (
          <li key={at}>
            <LocalTime at={at} />
          </li>
        ))}
      </ul>
      {lastDueAt === null ? null : (
        <p className="text-muted">
          Last due <RelativeTime at={lastDueAt} />
          {lastRunId === null ? null : (
            <>
              {': '}
              <Link
                href={`/runs/${lastRunId}`}
                className="rounded-sm text-accent underline-offset-4 hover:underline"
              >
                run {lastRunId}
              </Link>
            </>
          )}
          .
        </p>
      )}
      {lastOutcome === null ? null : <p className="text-warn">{lastOutcome}</p>}
    </>
  )
}
