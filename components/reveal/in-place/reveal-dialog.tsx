'use client'

import { useEffect, useState } from 'react'
import { AskReveal } from '@/components/reveal/in-place/ask-reveal'
import { ShownOriginals } from '@/components/reveal/in-place/shown-originals'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { useJustification } from '@/components/reveal/use-justification'
import { useReveal } from '@/components/reveal/use-reveal'
import { callAction } from '@/components/ui/call-action'
import { Dialog, DialogContent } from '@/components/ui/overlay/dialog'
import { REVEAL_SHOWN_RULE } from '@/lib/model/reveal/reveal'

type Props = {
  what: string
  tokens: readonly string[]
  actions: RevealInPlaceActions
  onClose: () => void
}

/**
 * Asks for one justification of all the values, and shows their originals beside their tokens. Escape
 * closes it, and nothing of them is kept then.
 */
export function RevealDialog({ what, tokens, actions, onClose }: Props) {
  const run = useReveal(actions, null)
  const justification = useJustification('reveal in place')
  const problem = useFirstAllowance(actions, run.knowAllowance)
  const close = () => {
    justification.clear()
    onClose()
  }
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={`Reveal ${what}`}
        description={`${REVEAL_SHOWN_RULE} Who asked, what for and why is recorded.`}
        className="max-w-160"
      >
        {run.result === null ? (
          <AskReveal
            tokens={tokens}
            run={run}
            justification={justification}
            unknownAllowance={problem}
          />
        ) : (
          <ShownOriginals run={run} result={run.result} />
        )}
      </DialogContent>
    </Dialog>
  )
}

/** Reads what may still be asked for, as the dialog opens. @returns why it could not be read. */
function useFirstAllowance(
  { readAllowance }: RevealInPlaceActions,
  onAllowance: ReturnType<typeof useReveal>['knowAllowance'],
): string | undefined {
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    void callAction(readAllowance, '').then((answer) => {
      if (!isCurrent) return
      if (answer.kind === 'read' && answer.allowance !== null) onAllowance(answer.allowance)
      else setProblem('How many values you may still reveal could not be read.')
    })
    return () => {
      isCurrent = false
    }
  }, [readAllowance, onAllowance])
  return problem
}
