'use client'

import { useLive } from '@/components/shell/live-provider'
import { UserMenu } from '@/components/shell/sidebar/user-menu'
import { RunStatus } from '@/components/shell/status/run-status'
import { StatusItem } from '@/components/shell/status/status-item'
import { useAge } from '@/components/shell/status/use-age'
import { ZoneToggle } from '@/components/shell/status/zone-toggle'
import { useNow } from '@/components/ui/time/clock'
import { relativeTime } from '@/components/ui/time/relative-time'
import { formatNumber } from '@/lib/format/format'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** 24 px at the foot of every page: what is reachable, what is running, which zone, who you are. */
export function StatusBar() {
  const { event, connection, since, refusal } = useLive()
  const now = useNow()
  return (
    <footer className="col-span-2 flex print:hidden min-w-0 items-center gap-5 overflow-hidden whitespace-nowrap border-line border-t bg-frame px-3 text-muted text-sm tabular-nums">
      {connection === 'lost' ? (
        <StatusItem tone="danger" title={refusal ?? undefined}>
          <span role="status">
            {refusal === null ? 'connection to the console lost' : 'live view interrupted'}
          </span>{' '}
          {relativeTime(since, now)}, trying again
        </StatusItem>
      ) : null}
      {event === null ? (
        connection === 'lost' ? null : (
          <StatusItem tone="unknown">connecting</StatusItem>
        )
      ) : (
        <>
          <QueueStatus queue={event.queue} isLost={connection === 'lost'} />
          <DatabaseStatus database={event.database} isLost={connection === 'lost'} />
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

type QueueProps = { queue: LiveEvent['queue']; isLost: boolean }

function QueueStatus({ queue, isLost }: QueueProps) {
  const age = useAge(queue.reachedAt)
  const waiting = queue.depth === null ? '' : ` · ${formatNumber(queue.depth.visible)} waiting`
  if (queue.failure !== null) {
    const last = age === null ? 'never reached' : `last reached ${age.words}`
    return (
      <StatusItem tone="danger" title={queue.failure}>
        queue not reachable, {last}
      </StatusItem>
    )
  }
  if (age === null) return <StatusItem tone="unknown">queue not asked yet</StatusItem>
  return (
    <StatusItem tone={isLost || age.isOld ? 'unknown' : 'ok'}>
      queue reached {age.words}
      {waiting}
    </StatusItem>
  )
}

type DatabaseProps = { database: LiveEvent['database']; isLost: boolean }

/** Green only while it answers: what it said a while ago is no sign of life. */
function DatabaseStatus({ database, isLost }: DatabaseProps) {
  const age = useAge(database.readAt)
  if (!database.reachable) {
    const last = age === null ? 'never reached' : `last reached ${age.words}`
    return (
      <StatusItem tone="danger" title={database.failure ?? undefined}>
        database not reachable, {last}
      </StatusItem>
    )
  }
  if (isLost || age === null || age.isOld) {
    return (
      <StatusItem tone="unknown">database reached {age?.words ?? 'at no known time'}</StatusItem>
    )
  }
  const latency =
    database.latencyMs === null ? '' : ` ${Math.max(1, Math.round(database.latencyMs))} ms`
  return <StatusItem tone="ok">database{latency}</StatusItem>
}
