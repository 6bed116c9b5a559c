'use client'

import { useLive } from '@/components/shell/live-provider'
import { useNow } from '@/components/ui/time/clock'
import { relativeTime } from '@/components/ui/time/relative-time'

/** What was read longer ago is shown as old. */
const OLD_SECONDS = 3

export type Age = { seconds: number; isOld: boolean; words: string }

/**
 * How old something is that the live view brings; null where it was never read. The server's clock
 * tells up to its event, the browser's from then on: they may differ.
 * @param readAt ISO 8601.
 */
export function useAge(readAt: string | null | undefined): Age | null {
  const { event, receivedAt } = useLive()
  const now = useNow()
  if (!readAt || event === null) return null
  const before = Date.parse(event.now) - Date.parse(readAt)
  const since = receivedAt === null ? 0 : now - receivedAt
  const seconds = Math.floor((Math.max(0, before) + Math.max(0, since)) / 1_000)
  return { seconds, isOld: seconds > OLD_SECONDS, words: relativeTime(0, seconds * 1_000) }
}
