'use client'

import { useLive } from '@/components/shell/live-provider'
import { RunStatus } from '@/components/shell/run-status'
import { StatusItem } from '@/components/shell/status-item'
import { UserMenu } from '@/components/shell/user-menu'
import { useNow, useTimeZone } from '@/components/ui/clock'
import { relativeTime } from '@/components/ui/relative-time'
import type { LiveEvent } from '@/lib/live-view'

/** 24 px at the foot of every page: what is reachable, what is running, which zone, who you are. */
export function StatusBar() {
  const { event, connection, since } = useLive()
  const now = useNow()
  return (
    <footer className="col-span-2 flex min-w-0 items-center gap-5 overflow-hidden whitespace-nowrap border-line border-t bg-frame px-3 text-muted text-sm tabular-nums">
      {connection === 'lost' ? (
        <StatusItem tone="danger">
          <span role="status">connection to the console lost</span> {relativeTime(since, now)},
          trying again
        </StatusItem>
      ) : null}
      {event === null ? (
        connection === 'lost' ? null : (
          <StatusItem tone="unknown">connecting</StatusItem>
        )
      ) : (
        <>
          <QueueStatus queue={event.queue} now={now} stale={connection === 'lost'} />
          <DatabaseStatus database={event.database} stale={connection === 'lost'} />
          <RunStatus event={event} />
        </>
      )}
      <div className="ml-auto flex h-full min-w-0 items-center gap-5">
        <TimeZone now={now} />
        <UserMenu />
      </div>
    </footer>
  )
}

type QueueProps = { queue: LiveEvent['queue']; now: number; stale: boolean }

function QueueStatus({ queue, now, stale }: QueueProps) {
  const reached = queue.reachedAt === null ? null : relativeTime(Date.parse(queue.reachedAt), now)
  const waiting = queue.depth === null ? '' : ` · ${count(queue.depth.visible)} waiting`
  if (queue.failure !== null) {
    const last = reached === null ? 'never reached' : `last reached ${reached}`
    return (
      <StatusItem tone="danger" title={queue.failure}>
        queue not reachable, {last}
      </StatusItem>
    )
  }
  if (reached === null) return <StatusItem tone="unknown">queue not asked yet</StatusItem>
  return (
    <StatusItem tone={stale ? 'unknown' : 'ok'}>
      queue reached {reached}
      {waiting}
    </StatusItem>
  )
}

function DatabaseStatus({ database, stale }: { database: LiveEvent['database']; stale: boolean }) {
  if (!database.reachable) {
    return (
      <StatusItem tone="danger" title={database.failure ?? undefined}>
        database not reachable
      </StatusItem>
    )
  }
  const latency =
    database.latencyMs === null ? '' : ` ${Math.max(1, Math.round(database.latencyMs))} ms`
  return <StatusItem tone={stale ? 'unknown' : 'ok'}>database{latency}</StatusItem>
}

function TimeZone({ now }: { now: number }) {
  const timeZone = useTimeZone()
  const offset = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value
  return (
    <span title={timeZone} className="max-md:hidden">
      times in {(offset ?? timeZone).replace('GMT', 'UTC')}
    </span>
  )
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
