'use client'

import { useLive } from '@/components/shell/live-provider'
import { useNow } from '@/components/ui/time/clock'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type Freshness, freshness } from '@/lib/model/live/freshness'

/** When this script began, which is soon after the page came, with the event it was rendered with. */
const LOADED_AT_MS = Date.now()

/**
 * Whether what the live view told last still holds, told anew every second; null before anything was
 * told. Every piece of a page asks this, so that none shows as live what another greys.
 */
export function useFreshness(): Freshness | null {
  const { event, connection } = useLive()
  const { nowMs, receivedAtMs } = useEventClock()
  if (event === null) return null
  return freshness(event, { receivedAtMs, isLost: connection === 'lost' }, nowMs)
}

/** What time it is, and when the newest event came, by the browser's clock. */
export function useEventClock(): { nowMs: number; receivedAtMs: number } {
  const { receivedAt } = useLive()
  const nowMs = useNow()
  const isHydrated = useHydrated()
  // The server's clock is no measure for the browser's: what it renders is as of its event.
  return { nowMs, receivedAtMs: isHydrated ? (receivedAt ?? LOADED_AT_MS) : nowMs }
}
