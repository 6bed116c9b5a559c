'use client'

import { useEffect } from 'react'

const FALLBACK_DELAY_MS = 2_000

/**
 * Loads the code of something that is shown only later, once the page has nothing better to do: it
 * is there when it is asked for, and the page did not wait for it. `load` must stay the same.
 */
export function useIdleLoad(load: () => Promise<unknown>) {
  useEffect(() => {
    // Whoever opens it tries again, and is told if that fails.
    const start = () => void load().catch(() => undefined)
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(start, FALLBACK_DELAY_MS)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(start)
    return () => cancelIdleCallback(request)
  }, [load])
}
