'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'

const TICK_MS = 200

/**
 * Counts down while something is shown and ends early where it goes out of sight: another tab is
 * looked at, or the page is left.
 * @param shownSeconds how long it is shown; zero where nothing is.
 * @returns the seconds left; called `onEnd` at the end, once.
 */
export function useCountdown(shownSeconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState<number | null>(null)
  const end = useEffectEvent(onEnd)

  useEffect(() => {
    if (shownSeconds === 0) return
    const started = { wall: Date.now(), steady: performance.now() }
    // At once, as a page that is put aside renders nothing more.
    const hide = () => flushSync(() => end())
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') hide()
    }
    const tick = () => {
      // Whichever is ahead: one stands still while the machine sleeps, the other can be set back.
      const passed = Math.max(Date.now() - started.wall, performance.now() - started.steady)
      const seconds = shownSeconds - passed / 1_000
      if (seconds <= 0) end()
      else setLeft(Math.ceil(seconds))
    }
    tick()
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', hide)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', hide)
      setLeft(null)
    }
  }, [shownSeconds])
  return left ?? shownSeconds
}
