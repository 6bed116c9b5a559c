'use client'

import { cn } from '@/components/ui/cn'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { absoluteTime, relativeTime } from '@/components/ui/time/relative-time'
import { formatTime } from '@/lib/format/format'

type Props = { /** ISO 8601. */ at: string; millis?: boolean | undefined; className?: string }

/** A time in the viewer's zone; how long ago that was, and the zone, on hover. */
export function LocalTime({ at, millis, className }: Props) {
  const timeZone = useTimeZone()
  const now = useNow()
  const ms = Date.parse(at)
  return (
    <time
      dateTime={at}
      translate="no"
      title={`${absoluteTime(ms, timeZone)}, ${relativeTime(ms, now)}`}
      className={cn('whitespace-nowrap font-mono text-sm', className)}
    >
      {formatTime(ms, timeZone, { now, millis })}
    </time>
  )
}
