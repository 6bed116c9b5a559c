'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/**
 * Whether the page hears what is done to it: not yet on the server, nor before its script works. A form sent before
 * would be sent by the browser itself: keep the buttons of forms with secrets off until then.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
