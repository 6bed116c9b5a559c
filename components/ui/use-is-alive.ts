'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page hears what is done to it: not yet on the server, nor before it is hydrated. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
