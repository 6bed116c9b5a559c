'use client'

import { useEffect, useState } from 'react'

type Asked<Answer> =
  | { state: 'loading' }
  | { state: 'failed'; retry: () => void }
  | { state: 'ready'; answer: Answer }

/**
 * What a route answers to a question; another question takes the place of one that is on its way.
 * Without one nothing is asked.
 */
export function useAsked<Answer>(url: string | null): Asked<Answer> {
  const [told, setTold] = useState<{ url: string; answer: Answer | null }>()
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (url === null) return
    const aborter = new AbortController()
    const ask = async () => {
      try {
        const response = await fetch(url, { signal: aborter.signal })
        if (!response.ok) throw new Error(String(response.status))
        setTold({ url, answer: await response.json() })
      } catch {
        if (!aborter.signal.aborted) setTold({ url, answer: null })
      }
    }
    void ask()
    return () => aborter.abort()
  }, [url, attempt])
  if (told?.url !== url) return { state: 'loading' }
  const retry = () => {
    setTold(undefined)
    setAttempt(attempt + 1)
  }
  return told.answer === null ? { state: 'failed', retry } : { state: 'ready', answer: told.answer }
}
