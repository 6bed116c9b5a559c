'use client'

import { useEffect, useTransition } from 'react'

const RETRY_MS = 5_000

/** Tries again every few seconds, and when asked, so that what was an outage mends itself. */
export function useRetry(retry: () => void): { retry: () => void; retrying: boolean } {
  const [retrying, start] = useTransition()
  useEffect(() => {
    const timer = setInterval(() => start(retry), RETRY_MS)
    return () => clearInterval(timer)
  }, [retry])
  return { retry: () => start(retry), retrying }
}
