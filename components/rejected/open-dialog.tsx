'use client'

import { Eye } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { AskedAllowance } from '@/components/reveal/allowance/asked-allowance'
import { CopyOriginal } from '@/components/reveal/copy-original'
import { Countdown } from '@/components/reveal/countdown'
import type { Justification } from '@/components/reveal/justification-fields'
import { StepUpDialog } from '@/components/reveal/step-up-dialog'
import { useCountdown } from '@/components/reveal/use-countdown'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'
import { REVEAL_SHOWN_SECONDS } from '@/lib/model/reveal/reveal'

type Opened = { requestId: string; body: string }

type Props = { message: RejectedRow; actions: RejectedActions }

/** Opens the sealed body of a message, for as long as an original is shown. */
export function OpenDialog({ message, actions }: Props) {
  const [opened, setOpened] = useState<Opened | 'hidden' | null>(null)
  const [isSpent, setSpent] = useState(false)
  const hide = useCallback(() => setOpened((now) => (now === null ? null : 'hidden')), [])
  const isShown = opened !== null && opened !== 'hidden'
  const secondsLeft = useCountdown(isShown ? REVEAL_SHOWN_SECONDS : 0, hide)

  const open = async ({ passphrase, reason, ticket }: Justification) => {
    const input = { id: message.id, passphrase, reason, ticket }
    const result = await callAction(() => actions.open(input), 'Nothing is shown.')
    if (result.kind !== 'opened') return result.problem
    const { requestId, body } = result
    setOpened(document.visibilityState === 'visible' ? { requestId, body } : 'hidden')
    return undefined
  }
  const record = async () => {
    if (!isShown) return 'It is hidden already.'
    const input = { requestId: opened.requestId }
    const result = await callAction(() => actions.recordCopy(input), 'Nothing was copied.')
    return result.kind === 'recorded' ? undefined : result.problem
  }
  return (
    <StepUpDialog
      form={`open ${message.id}`}
      title="Open the sealed body"
      description={`${formatBytes(message.bodyBytes)}, which may hold personal data: shown for ${REVEAL_SHOWN_SECONDS} seconds, counted as one revealed value, and recorded.`}
      confirm={`Open for ${REVEAL_SHOWN_SECONDS} s`}
      before={<AskedAllowance takes={1} onKnown={setSpent} />}
      disabled={isSpent}
      closes={false}
      onConfirm={open}
      onClose={() => {
        setOpened(null)
        setSpent(false)
      }}
      result={
        isShown ? (
          <div className="flex min-h-0 flex-col">
            <Countdown
              what="The body is"
              secondsLeft={secondsLeft}
              shownSeconds={REVEAL_SHOWN_SECONDS}
              onHide={hide}
            />
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
              tabIndex={0}
              translate="no"
              data-original
              className="focus-inset max-h-80 min-h-24 select-none overflow-auto whitespace-pre-wrap break-all px-4 py-3 font-mono text-sm print:hidden"
            >
              {opened.body}
            </pre>
            <div className="flex justify-end border-line border-t px-4 py-2">
              <CopyOriginal original={opened.body} label="Copy the body" record={record} />
            </div>
          </div>
        ) : opened === 'hidden' ? (
          <p role="status" className="border-line border-t px-4 py-6 text-center text-muted">
            Hidden. Open it again to view it.
          </p>
        ) : undefined
      }
    >
      <Button>
        <Eye /> Open…
      </Button>
    </StepUpDialog>
  )
}
