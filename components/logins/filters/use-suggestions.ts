'use client'

import { useEffect, useState } from 'react'
import { askConsole } from '@/components/ui/ask/ask-console'
import type { SuggestedField, Suggestion } from '@/lib/db/logins/suggest-values'

export type Suggestions = { found: Suggestion[]; state: 'loading' | 'ready' | 'failed' }

/** What is said where nothing is suggested. */
export const SUGGESTION_WORDS = {
  loading: 'Looking…',
  ready: 'No suggestions.',
  failed: 'The suggestions could not be read.',
}

const PAUSE_MS = 120
const LOADING: Suggestions = { found: [], state: 'loading' }

/**
 * What a filter could be set to, beginning with what was typed. Sent in a body, never in an address:
 * somebody may have typed an original. An answer counts for what it was asked for: while another is
 * on its way nothing is found, or Enter would take what was suggested for an earlier text.
 */
export function useSuggestions(field: SuggestedField, typed: string): Suggestions {
  const [answer, setAnswer] = useState({ field, typed, suggestions: LOADING })
  useEffect(() => {
    const aborter = new AbortController()
    const answered = (suggestions: Suggestions) => setAnswer({ field, typed, suggestions })
    const timer = setTimeout(async () => {
      try {
        const response = await askConsole('/api/logins/suggest', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ field, typed }),
          signal: aborter.signal,
        })
        if (!response.ok) throw new Error(String(response.status))
        answered({ found: await response.json(), state: 'ready' })
      } catch {
        if (!aborter.signal.aborted) answered({ found: [], state: 'failed' })
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [field, typed])
  return answer.field === field && answer.typed === typed ? answer.suggestions : LOADING
}
