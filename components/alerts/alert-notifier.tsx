'use client'

import { useEffect } from 'react'
import {
  onNotificationsChanged,
  wantsNotifications,
} from '@/components/alerts/channels/notification-wish'

/** Loads what tells of alerts, in browsers whose person asked for it. */
export function AlertNotifier() {
  useEffect(() => {
    let watching: AbortController | null = null
    const look = () => {
      const isWanted = wantsNotifications()
      if (isWanted === (watching !== null)) return
      watching?.abort()
      watching = isWanted ? new AbortController() : null
      if (watching !== null) void watch(watching.signal)
    }
    look()
    const leave = onNotificationsChanged(look)
    return () => {
      leave()
      watching?.abort()
    }
  }, [])
  return null
}

async function watch(signal: AbortSignal): Promise<void> {
  const { watchAlerts } = await import('@/components/alerts/channels/browser-notifications')
  if (!signal.aborted) watchAlerts(signal)
}
