'use client'

import { useEffect, useState } from 'react'
import { askConsole } from '@/components/ui/ask/ask-console'

export type Asked<Answer> =
  | { state: 'loading' }
  | { state: 'failed'; retry: () => void }
  | { state: 'ready'; answer: Answer }

/**
 * What a route answers to a question; another question takes the place of one that is on its way.
 * @param url without one nothing is asked.
 * @param pauseMs for how long it stays the same before it is asked.
 */
export function useAsked<Answer>(url: string | null, pauseMs = 0): Asked<Answer> {
  const [told, setTold] = useState<{ url: string; said: { answer: Answer } | null }>()
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (url === null) return
    const aborter = new AbortController()
    const ask = async () => {
      try {
        const response = await askConsole(url, { signal: aborter.signal })
        if (!response.ok) throw new Error(String(response.status))
        setTold({ url, said: { answer: await response.json() } })
      } catch {
        if (!aborter.signal.aborted) setTold({ url, said: null })
      }
    }
    const timer = setTimeout(() => void ask(), pauseMs)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [url, pauseMs, attempt])
  if (told?.url !== url) return { state: 'loading' }
  const retry = () => {
    setTold(undefined)
    setAttempt(attempt + 1)
  }
  const { said } = told
  return said === null ? { state: 'failed', retry } : { state: 'ready', answer: said.answer }
}
