'use client'

import { useEffect, useState } from 'react'
import { askConsole } from '@/components/ui/ask/ask-console'
import { poll } from '@/components/ui/ask/poll'
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
    return poll(POLL_INTERVAL_MS, async (signal) => {
      if (document.visibilityState === 'hidden') return
      const read = await readRules(signal)
      if (signal.aborted) return
      if (read.kind === 'read') setPolled({ of: initial, rules: read.rules })
      setProblem(read.kind === 'read' ? null : read.problem)
    })
  }, [initial])
  // What the server rendered after a change is newer than what was polled before it.
  return { rules: polled?.of === initial ? polled.rules : initial, problem }
}

type Read = { kind: 'read'; rules: AlertRuleView[] } | { kind: 'failed'; problem: string }

/** Asks how the rules stand; it does not count as a use of the session. */
export async function readRules(signal: AbortSignal): Promise<Read> {
  try {
    const response = await askConsole('/api/alerts', { signal })
    if (!response.ok)
      return { kind: 'failed', problem: `${(await response.text()).slice(0, 200)}.` }
    const { rules } = (await response.json()) as { rules: AlertRuleView[] }
    return { kind: 'read', rules }
  } catch {
    return { kind: 'failed', problem: 'No response from the server.' }
  }
}
