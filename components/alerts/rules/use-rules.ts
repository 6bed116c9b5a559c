'use client'

import { useEffect, useState } from 'react'
import type { AlertRuleView } from '@/lib/model/alerts/views'

const POLL_INTERVAL_MS = 5_000

/** The rules as they stand, kept up to date while somebody looks; and why they are not, in words. */
export function useRules(initial: AlertRuleView[]): {
  rules: AlertRuleView[]
  problem: string | null
} {
  const [polled, setPolled] = useState<{ of: AlertRuleView[]; rules: AlertRuleView[] } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const stopping = new AbortController()
    const poll = async () => {
      if (document.visibilityState === 'hidden') return
      const read = await readRules(stopping.signal)
      if (stopping.signal.aborted) return
      if (read.kind === 'read') setPolled({ of: initial, rules: read.rules })
      setProblem(read.kind === 'read' ? null : read.problem)
    }
    const timer = setInterval(() => void poll(), POLL_INTERVAL_MS)
    return () => {
      stopping.abort()
      clearInterval(timer)
    }
  }, [initial])
  // What the server rendered after a change is newer than what was polled before it.
  return { rules: polled?.of === initial ? polled.rules : initial, problem }
}

type Read = { kind: 'read'; rules: AlertRuleView[] } | { kind: 'failed'; problem: string }

/** Asks how the rules stand; it does not count as a use of the session. */
export async function readRules(signal?: AbortSignal): Promise<Read> {
  try {
    const response = await fetch('/api/alerts', { signal: signal ?? null })
    if (!response.ok)
      return { kind: 'failed', problem: `${(await response.text()).slice(0, 200)}.` }
    const { rules } = (await response.json()) as { rules: AlertRuleView[] }
    return { kind: 'read', rules }
  } catch {
    return { kind: 'failed', problem: 'No response from the server.' }
  }
}
