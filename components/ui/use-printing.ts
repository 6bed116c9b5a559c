'use client'

import { useSyncExternalStore } from 'react'

/** Whether the page is being put on paper, where all of a list has to be drawn, seen or not. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia('print').matches,
    () => false,
  )
}

function subscribe(listener: () => void) {
  const print = window.matchMedia('print')
  print.addEventListener('change', listener)
  return () => print.removeEventListener('change', listener)
}
