'use client'

import { useState, useTransition } from 'react'
import type { Found } from '@/components/reveal/found-token'
import type { WithAllowance } from '@/components/reveal/reveal-actions'
import { callAction } from '@/components/ui/ask/call-action'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import type { ActionResult } from '@/lib/model/answers/action-result'
import type { MaskedField } from '@/lib/model/masked-fields'
import type { FindOutcome } from '@/lib/reveal/find-by-original'

type Question = { field: MaskedField; original: string; reason: string; ticket: string }

/** The server action behind the page. */
export type Find = (input: Question) => Promise<ActionResult<WithAllowance<FindOutcome>>>

/** The course of a question for a token: ask, and what was found. No original is in its state. */
export function useFind(find: Find, first: RevealAllowance | null) {
  const [found, setFound] = useState<Found | null>(null)
  const [problem, setProblem] = useState<string>()
  const [allowance, setAllowance] = useState({ value: first, readAt: Date.now() })
  const [pending, start] = useTransition()

  const ask = (question: Question, onFound: () => void) =>
    start(async () => {
      setProblem(undefined)
      setFound(null)
      const answer = await callAction(() => find(question))
      if ('allowance' in answer && answer.allowance) {
        setAllowance({ value: answer.allowance, readAt: Date.now() })
      }
      if (answer.kind !== 'found') return setProblem(answer.problem)
      onFound()
      setFound(answer)
    })
  return { found, problem, allowance, pending, ask }
}
