'use client'

import { useEffect, useState } from 'react'
import type { SuggestedField, Suggestion } from '@/lib/db/suggest-values'

export type Suggestions = { found: Suggestion[]; state: 'loading' | 'ready' | 'failed' }

/** What is said where nothing is suggested. */
export const SUGGESTION_WORDS = {
  loading: 'Looking…',
  ready: 'Nothing begins like this.',
  failed: 'The suggestions could not be read.',
}

const PAUSE_MS = 120

/**
 * What a filter could be set to, beginning with what was typed. Sent in a body, never in an address:
 * somebody may have typed an original.
 */
export function useSuggestions(field: SuggestedField, typed: string): Suggestions {
  const [suggestions, setSuggestions] = useState<Suggestions>({ found: [], state: 'loading' })
  useEffect(() => {
    const aborter = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const response = await fetch('/api/logins/suggest', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ field, typed }),
          signal: aborter.signal,
        })
        if (!response.ok) throw new Error(String(response.status))
        setSuggestions({ found: await response.json(), state: 'ready' })
      } catch {
        if (!aborter.signal.aborted) setSuggestions({ found: [], state: 'failed' })
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [field, typed])
  return suggestions
}
