'use client'

import { useEffect, useState } from 'react'
import { askConsole } from '@/components/ui/ask/ask-console'
import { isFindable, type SearchResult } from '@/lib/model/find'
import { mayNameOriginal } from '@/lib/model/text/may-name-original'

export type Found =
  /** Nothing that could be looked for was typed. */
  | { state: 'idle' }
  /** It names an original, or may come to: it is not sent. */
  | { state: 'refused' }
  | { state: 'looking' }
  | { state: 'failed'; cause: string; retry: () => void }
  | { state: 'ready'; found: SearchResult[] }

/** Between two keys of somebody who types. */
const PAUSE_MS = 160
/** Longer than the server takes to give up. */
const TIMEOUT_MS = 6_000

type Told = { text: string; attempt: number } & (
  | { found: SearchResult[] }
  | { found: null; cause: string }
)

/** The stored things that a typed text names; another text takes the place of one on its way. */
export function useFound(typed: string): Found {
  const text = typed.trim()
  const isRefused = mayNameOriginal(text)
  const isAsked = isFindable(text) && !isRefused
  const [told, setTold] = useState<Told>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!isAsked) return
    const aborter = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await find(text, aborter.signal)
      if (!aborter.signal.aborted) setTold({ text, attempt, ...answer })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [text, isAsked, attempt])
  if (isRefused) return { state: 'refused' }
  if (!isAsked) return { state: 'idle' }
  if (told?.text !== text || told.attempt !== attempt) return { state: 'looking' }
  if (told.found === null) {
    return { state: 'failed', cause: told.cause, retry: () => setAttempt(attempt + 1) }
  }
  return { state: 'ready', found: told.found }
}

type Answer = { found: SearchResult[] } | { found: null; cause: string }

async function find(typed: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await askConsole('/api/find', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ typed }),
      signal,
      timeoutMs: TIMEOUT_MS,
    })
    if (response.ok) return { found: ((await response.json()) as { found: SearchResult[] }).found }
    if (response.status === 400) return { found: [] }
    return { found: null, cause: (await response.text()).slice(0, 200) }
  } catch {
    return { found: null, cause: 'No response from the server' }
  }
}
