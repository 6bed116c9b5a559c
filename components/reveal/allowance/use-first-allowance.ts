'use client'

import { useEffect, useState } from 'react'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { callAction } from '@/components/ui/ask/call-action'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'

/**
 * Reads what may still be asked for, once, as a dialog opens.
 * @param readAllowance undefined for those who may not reveal: nothing is read.
 * @param onAllowance has to stay the same.
 * @returns why it could not be read.
 */
export function useFirstAllowance(
  readAllowance: RevealInPlaceActions['readAllowance'] | undefined,
  onAllowance: (allowance: RevealAllowance) => void,
): string | undefined {
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    if (readAllowance === undefined) return
    let isCurrent = true
    void callAction(readAllowance, '').then((answer) => {
      if (!isCurrent) return
      if (answer.kind === 'read' && answer.allowance !== null) onAllowance(answer.allowance)
      else setProblem('Your remaining allowance could not be read.')
    })
    return () => {
      isCurrent = false
    }
  }, [readAllowance, onAllowance])
  return problem
}
