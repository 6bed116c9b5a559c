'use client'

import { useEffect, useState } from 'react'
import type { FoundLogin } from '@/lib/db/logins/find-login'

export type Related =
  | { state: 'loading' }
  | { state: 'failed'; retry: () => void }
  | { state: 'ready' /** Null where there is no such login. */; found: FoundLogin | null }

/** Walking through rows by keys passes many; only where one rests are its related logins counted. */
const PAUSE_MS = 150

/** The login at a place, and how many others share its device, IP and user. */
export function useRelated(place: string): Related {
  const [answer, setAnswer] = useState<{ place: string; found: FoundLogin | null | 'failed' }>()
  const [attempt, setAttempt] = useState(0)
  const retry = () => {
    setAnswer(undefined)
    setAttempt(attempt + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const aborter = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const url = `/api/logins/related?row=${encodeURIComponent(place)}`
        const response = await fetch(url, { signal: aborter.signal })
        if (!response.ok) throw new Error(String(response.status))
        setAnswer({ place, found: await response.json() })
      } catch {
        if (!aborter.signal.aborted) setAnswer({ place, found: 'failed' })
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [place, attempt])
  if (answer?.place !== place) return { state: 'loading' }
  const { found } = answer
  return found === 'failed' ? { state: 'failed', retry } : { state: 'ready', found }
}
