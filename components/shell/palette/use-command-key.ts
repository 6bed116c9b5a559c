'use client'

import { useSyncExternalStore } from 'react'

/** `⌘` on a Mac, `Ctrl ` elsewhere. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    noSubscription,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl '),
    () => '⌘',
  )
}

function noSubscription() {
  return () => {}
}
