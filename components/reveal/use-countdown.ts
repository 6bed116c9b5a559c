'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { REVEAL_SHOWN_SECONDS } from '@/lib/model/reveal/reveal'

const TICK_MS = 200

/**
 * Counts down while something is shown and ends early where it goes out of sight: another tab is
 * looked at, or the page is left.
 * @returns the seconds left; called `onEnd` at the end, once.
 */
export function useCountdown(running: boolean, onEnd: () => void): number {
  const [left, setLeft] = useState(REVEAL_SHOWN_SECONDS)
  const end = useEffectEvent(onEnd)

  useEffect(() => {
    if (!running) return
    const started = { wall: Date.now(), steady: performance.now() }
    // At once, as a page that is put aside renders nothing more.
    const hide = () => flushSync(() => end())
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') hide()
    }
    const tick = () => {
      // Whichever is ahead: one stands still while the machine sleeps, the other can be set back.
      const passed = Math.max(Date.now() - started.wall, performance.now() - started.steady)
      const seconds = REVEAL_SHOWN_SECONDS - passed / 1_000
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
      setLeft(REVEAL_SHOWN_SECONDS)
    }
  }, [running])
  return left
}
