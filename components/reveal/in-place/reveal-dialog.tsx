'use client'

import { useFirstAllowance } from '@/components/reveal/allowance/use-first-allowance'
import { AskReveal } from '@/components/reveal/in-place/ask-reveal'
import { ShownOriginals } from '@/components/reveal/in-place/shown-originals'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { useJustification } from '@/components/reveal/use-justification'
import { useReveal } from '@/components/reveal/use-reveal'
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
  const problem = useFirstAllowance(actions.readAllowance, run.knowAllowance)
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
