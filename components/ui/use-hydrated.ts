'use client'

import { useSyncExternalStore } from 'react'

/**
 * Whether the page's script works. A form sent before would be sent by the browser itself: keep
 * the buttons of forms with secrets off until then.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}

function subscribe() {
  return () => {}
}
