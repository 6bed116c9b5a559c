'use client'

import { useDeferredValue } from 'react'

/**
 * False where something is drawn for the first time, true in a task right after it. For the large part of
 * what a key opens: the key is answered by the rest, and what comes meanwhile is not kept waiting.
 */
export function useSoon(): boolean {
  return useDeferredValue(true, false)
}
