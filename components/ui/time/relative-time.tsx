'use client'

import { cn } from '@/components/ui/cn'
import { useNow, useTimeZone } from '@/components/ui/time/clock'

type Props = {
  /** ISO 8601. */
  at: string
  className?: string
}

/** `3 s ago`, kept up to date; the absolute time on hover. */
export function RelativeTime({ at, className }: Props) {
  const now = useNow()
  const timeZone = useTimeZone()
  const time = Date.parse(at)
  return (
    <time
      dateTime={at}
      translate="no"
      title={absoluteTime(time, timeZone)}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {relativeTime(time, now)}
    </time>
  )
}

/** The distance of two Unix-millisecond times in words people use; the future counts as now. */
export function relativeTime(time: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - time) / 1_000))
  if (seconds < 1) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`
  const days = Math.floor(seconds / 86_400)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** `Sat, Nov 21, 2026, 14:02:49 UTC+1`. */
export function absoluteTime(time: number, timeZone: string): string {
  return formatter(timeZone).format(time).replace('GMT', 'UTC')
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone)
  if (known === undefined) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'shortOffset',
    })
    formatters.set(timeZone, known)
  }
  return known
}
