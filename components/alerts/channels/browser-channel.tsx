'use client'

import { useState, useSyncExternalStore } from 'react'
import { showTest } from '@/components/alerts/channels/browser-notifications'
import {
  onNotificationsChanged,
  permissionOf,
  setNotifications,
  wantsNotifications,
} from '@/components/alerts/channels/notification-wish'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'

/** Has this browser tell its own person, for as long as a tab of the console is open. */
export function BrowserChannel() {
  const isOn = useSyncExternalStore(onNotificationsChanged, wantsNotifications, () => false)
  const [problem, setProblem] = useState<string | null>(null)
  const turn = async () => {
    const turnedOn = await setNotifications(!isOn)
    setProblem(turnedOn || isOn ? null : whyNot())
  }
  return (
    <section
      aria-label="Notifications of this browser"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-3"
    >
      <h2 className="font-medium">This browser</h2>
      <Badge tone={isOn ? 'ok' : 'neutral'}>{isOn ? 'on' : 'off'}</Badge>
      <span className="min-w-0 text-muted">
        {problem ??
          'Only you see these notifications, and only while a tab of the console is open.'}
      </span>
      <div className="ml-auto flex items-center gap-2">
        {isOn ? <Button onClick={showTest}>Test</Button> : null}
        <Button onClick={() => void turn()}>Turn {isOn ? 'off' : 'on'}</Button>
      </div>
    </section>
  )
}

function whyNot(): string {
  return permissionOf() === 'unsupported'
    ? 'This browser shows notifications only over HTTPS or on localhost.'
    : 'The browser blocks notifications: allow them for this site in its settings.'
}
