'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTimeZone } from '@/components/ui/time/clock'

/** A browser that keeps no cookie would else be read again and again. */
const SHORTEST_PAUSE_MS = 60_000

/** When a page was last read again for a zone; Unix milliseconds. */
const refreshedAt = new Map<string, number>()

/**
 * Reads the page again, once, where the server cut it by the days of another zone than times are shown
 * in: the cookie that told it the zone was absent, or written elsewhere.
 */
export function useZoneRefresh(renderedZone: string): void {
  const timeZone = useTimeZone()
  const router = useRouter()
  useEffect(() => {
    if (isSameZone(renderedZone, timeZone)) return
    const last = refreshedAt.get(timeZone)
    if (last !== undefined && Date.now() - last < SHORTEST_PAUSE_MS) return
    // Once the effect that writes the cookie has run, too.
    const timer = setTimeout(() => {
      refreshedAt.set(timeZone, Date.now())
      router.refresh()
    })
    return () => clearTimeout(timer)
  }, [renderedZone, timeZone, router])
}

/** `Asia/Calcutta` is `Asia/Kolkata`; servers and browsers differ in what they call it. */
function isSameZone(one: string, other: string): boolean {
  return one === other || canonical(one) === canonical(other)
}

function canonical(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  } catch {
    return timeZone
  }
}
