'use client'

import { useEffect, useEffectEvent, useState, useTransition } from 'react'

const RETRY_SECONDS = 5

type Retry = {
  retry: () => void
  retrying: boolean
  /** Until it is tried again by itself. */
  secondsLeft: number
}

/** Tries again every few seconds, and when asked, so that what was an outage mends itself. */
export function useRetry(again: () => void): Retry {
  const [retrying, start] = useTransition()
  const [secondsLeft, setSecondsLeft] = useState(RETRY_SECONDS)
  const retry = () => {
    setSecondsLeft(RETRY_SECONDS)
    start(again)
  }
  const tick = useEffectEvent(() => {
    // Nobody waits for it in a tab that is not looked at.
    if (retrying || document.visibilityState === 'hidden') return
    if (secondsLeft > 1) setSecondsLeft(secondsLeft - 1)
    else retry()
  })
  useEffect(() => {
    const timer = setInterval(() => tick(), 1_000)
    return () => clearInterval(timer)
  }, [])
  return { retry, retrying, secondsLeft }
}
