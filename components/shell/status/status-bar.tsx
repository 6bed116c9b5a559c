'use client'

import { lazy, Suspense } from 'react'
import { useLive } from '@/components/shell/live-provider'
import { UserMenu } from '@/components/shell/sidebar/user-menu'
import { unknownFor } from '@/components/shell/status/live-words'
import { RunStatus } from '@/components/shell/status/run-status'
import { StatusItem } from '@/components/shell/status/status-item'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { ZoneToggle } from '@/components/shell/status/zone-toggle'
import { cn } from '@/components/ui/cn'
import { useNow } from '@/components/ui/time/clock'
import { relativeTime } from '@/components/ui/time/relative-time'
import { formatNumber } from '@/lib/format/format'
import type { Age } from '@/lib/model/live/freshness'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** Most installations have none, and every page has this bar. */
const ReplicaStatus = lazy(async () => ({
  default: (await import('@/components/shell/status/replica-status')).ReplicaStatus,
}))

/** 24 px at the foot of every page: what is reachable, what is running, which zone, who you are. */
export function StatusBar() {
  const { event, connection, since, refusal } = useLive()
  const now = useNow()
  const fresh = useFreshness()
  return (
    <footer
      data-lost={connection === 'lost' || undefined}
      className="group/bar col-span-2 flex print:hidden min-w-0 items-center gap-5 overflow-hidden max-sm:gap-2 max-sm:px-2 whitespace-nowrap border-line border-t bg-frame px-3 text-muted text-sm tabular-nums"
    >
      {connection === 'lost' ? (
        <StatusItem tone="danger" title={refusal ?? undefined}>
          <span role="status">
            {refusal === null ? 'connection to the console lost' : 'live view interrupted'}
          </span>{' '}
          {relativeTime(since, now)}
          <span className="max-xl:hidden">, trying again</span>
        </StatusItem>
      ) : null}
      {event === null || fresh === null ? (
        connection === 'lost' ? null : (
          <StatusItem tone="unknown">connecting</StatusItem>
        )
      ) : (
        <>
          {/* While the connection is lost, a phone has room for that alone. */}
          <div className="contents group-data-lost/bar:max-sm:hidden">
            <div className={cn('contents', givesWay(event) && 'max-sm:hidden')}>
              <QueueStatus queue={event.queue} age={fresh.queue} />
            </div>
            <DatabaseStatus database={event.database} age={fresh.database} />
          </div>
          {event.replica === null ? null : (
            <Suspense>
              <ReplicaStatus replica={event.replica} />
            </Suspense>
          )}
          <RunStatus event={event} />
        </>
      )}
      <div className="ml-auto flex h-full min-w-0 items-center gap-5">
        <ZoneToggle />
        <UserMenu />
      </div>
    </footer>
  )
}

/** Whether a phone leaves a queue that is well out, beside a database that is not. */
function givesWay({ queue, database }: LiveEvent): boolean {
  return !database.reachable && queue.failure === null
}

type QueueProps = { queue: LiveEvent['queue']; age: Age }

function QueueStatus({ queue, age }: QueueProps) {
  const waiting = queue.depth === null ? '' : ` · ${formatNumber(queue.depth.visible)} waiting`
  if (queue.failure !== null) {
    return (
      <StatusItem tone="danger" title={queue.failure}>
        queue not reachable
        <LastReached age={age} />
      </StatusItem>
    )
  }
  if (age.ms === null) return <StatusItem tone="unknown">queue not asked yet</StatusItem>
  return (
    <StatusItem tone={age.isFresh ? 'ok' : 'unknown'}>
      queue{' '}
      <span className={waiting === '' ? undefined : GIVES_WAY}>
        reached {relativeTime(0, age.ms)}
      </span>
      {age.isFresh || waiting === '' ? waiting : `${waiting} then`}
    </StatusItem>
  )
}

/** When the connection was lost says how old a figure is; on a phone, `then` has to do. */
const GIVES_WAY = 'group-data-lost/bar:max-2xl:hidden max-sm:hidden'

type DatabaseProps = { database: LiveEvent['database']; age: Age }

/** Green only while it answers: what it said a while ago is no sign of life. */
function DatabaseStatus({ database, age }: DatabaseProps) {
  if (!database.reachable) {
    return (
      <StatusItem tone="danger" title={database.failure ?? undefined}>
        database not reachable
        <LastReached age={age} />
      </StatusItem>
    )
  }
  if (age.ms === null || !age.isFresh) {
    return (
      <StatusItem tone="unknown">
        database {age.ms === null ? unknownFor(age) : `reached ${relativeTime(0, age.ms)}`}
      </StatusItem>
    )
  }
  if (database.failure !== null) {
    return (
      <StatusItem tone="danger" title={database.failure}>
        database read-only
      </StatusItem>
    )
  }
  const latency =
    database.latencyMs === null ? '' : ` ${Math.max(1, Math.round(database.latencyMs))} ms`
  return <StatusItem tone="ok">database{latency}</StatusItem>
}

/** In a small window its room is for what waits: cut off, all of them would say half. */
function LastReached({ age: { ms } }: { age: Age }) {
  return (
    <span className="group-data-lost/bar:max-2xl:hidden max-xl:hidden">
      , {ms === null ? 'never reached' : `last reached ${relativeTime(0, ms)}`}
    </span>
  )
}
