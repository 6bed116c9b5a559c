'use client'

import { useEffect } from 'react'
import { whenIdle } from '@/components/ui/idle/when-idle'

/**
 * Loads the code of something that is shown only later, once the page has nothing better to do: mostly it
 * is there when it is asked for, and the page did not wait for it. `load` must stay the same.
 * @param delayMs how long the page is there before, where the usual is too long.
 */
export function useIdleLoad(load: () => Promise<unknown>, delayMs?: number) {
  // Whoever opens it tries again, and is told if that fails.
  useEffect(() => whenIdle(() => void load().catch(() => undefined), delayMs), [load, delayMs])
}
