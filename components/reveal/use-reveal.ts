'use client'

import { useCallback, useState, useTransition } from 'react'
import type { Justification } from '@/components/reveal/justification-fields'
import type { RevealActions } from '@/components/reveal/reveal-actions'
import { useCountdown } from '@/components/reveal/use-countdown'
import { callAction } from '@/components/ui/ask/call-action'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { revealShownSeconds } from '@/lib/model/reveal/reveal'
import type { RevealOutcome } from '@/lib/reveal/reveal'

/** A token, and what is to be seen of its original. */
export type Outcome =
  | { token: string; state: 'sealed' | 'hidden' }
  | { token: string; state: 'shown'; original: string }
  | { token: string; state: 'failed'; outcome: string; message: string }

type Refusal = { kind: string; problem: string }

type Result = { requestId: string; values: Outcome[] }

/**
 * The course of a reveal: ask, show, hide. Originals are held in this state alone, and only while
 * they are shown.
 */
export function useReveal({ reveal, recordCopy }: RevealActions, first: RevealAllowance | null) {
  const [result, setResult] = useState<Result | null>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const [allowance, setAllowance] = useState({ value: first, readAt: Date.now() })
  const [pending, start] = useTransition()
  const hide = useCallback(() => setResult(withoutOriginals), [])
  const shown = result?.values.filter(({ state }) => state === 'shown').length ?? 0
  const shownSeconds = shown === 0 ? 0 : revealShownSeconds(shown)
  const secondsLeft = useCountdown(shownSeconds, hide)
  const knowAllowance = useCallback(
    (value: RevealAllowance | null) => setAllowance({ value, readAt: Date.now() }),
    [],
  )

  const ask = (
    input: Justification & { tokens: string[] },
    onAnswer: (isRevealed: boolean) => void,
  ) => {
    setRefusal(undefined)
    setResult(null)
    start(async () => {
      const answer = await callAction(() => reveal(input), 'Nothing is shown.')
      onAnswer(answer.kind === 'revealed')
      if ('allowance' in answer && answer.allowance) knowAllowance(answer.allowance)
      if (answer.kind !== 'revealed') return setRefusal(answer)
      const { requestId } = answer
      const values = answer.values.map(toOutcome)
      const isSeen = document.visibilityState === 'visible'
      setResult(isSeen ? { requestId, values } : withoutOriginals({ requestId, values }))
    })
  }
  const copy = async (token: string): Promise<string | undefined> => {
    if (result === null) return 'It is hidden already.'
    const input = { requestId: result.requestId, token }
    const answer = await callAction(() => recordCopy(input), 'Nothing was copied.')
    return answer.kind === 'recorded' ? undefined : answer.problem
  }
  const forget = () => setResult(null)
  return {
    result,
    problem: refusal?.problem,
    /** The id of the field that it is about, where that is not the emptied one. */
    problemField: refusal?.kind === 'invalid' ? 'reason' : undefined,
    pending,
    shown,
    shownSeconds,
    secondsLeft,
    allowance,
    knowAllowance,
    ask,
    copy,
    hide,
    forget,
  }
}

function toOutcome(value: Extract<RevealOutcome, { kind: 'revealed' }>['values'][number]): Outcome {
  const { token } = value
  return value.outcome === 'revealed'
    ? { token, state: 'shown', original: value.original }
    : { token, state: 'failed', outcome: value.outcome, message: value.message }
}

function withoutOriginals<R extends Result | null>(result: R): R {
  if (result === null) return result
  const values = result.values.map(
    (value): Outcome => (value.state === 'shown' ? { token: value.token, state: 'hidden' } : value),
  )
  return { ...result, values }
}
