'use client'

import { useLive } from '@/components/shell/live-provider'
import { useEventClock } from '@/components/shell/status/use-freshness'
import { relativeTime } from '@/components/ui/time/relative-time'
import { ageMs } from '@/lib/model/live/freshness'

/**
 * How long ago something was read that the live view brings, in words; null where it never was.
 * @param readAt ISO 8601, by the server's clock.
 */
export function useAge(readAt: string | null | undefined): { words: string } | null {
  const { event } = useLive()
  const { nowMs, receivedAtMs } = useEventClock()
  if (!readAt || event === null) return null
  return { words: relativeTime(0, ageMs(readAt, event, Math.max(0, nowMs - receivedAtMs))) }
}
