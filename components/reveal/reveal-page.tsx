'use client'

import { useState } from 'react'
import { AllowanceLine } from '@/components/reveal/allowance/allowance-line'
import { JustificationFields } from '@/components/reveal/justification-fields'
import { Originals } from '@/components/reveal/originals'
import type { RevealActions } from '@/components/reveal/reveal-actions'
import { RevealTabs } from '@/components/reveal/reveal-tabs'
import { TokensField } from '@/components/reveal/tokens-field'
import { useJustification } from '@/components/reveal/use-justification'
import { useReveal } from '@/components/reveal/use-reveal'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FormProblem } from '@/components/ui/form/form-problem'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { formatCount } from '@/lib/format/format'
import { MAX_TOKENS, parseTokens } from '@/lib/model/parse-tokens'
import { revealShownSeconds } from '@/lib/model/reveal/reveal'

type Props = RevealActions & {
  /** What the link that led here asks for. */
  tokens: string[]
  allowance: RevealAllowance | null
}

const FORM =
  'flex w-88 shrink-0 flex-col gap-4 border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b'

/** A phone scrolls form and tokens as one; once there are originals, they stay in sight. */
const LAYOUT = {
  asking: {
    both: 'max-lg:overflow-y-auto',
    form: 'lg:overflow-y-auto',
    originals: 'max-lg:flex-none lg:min-h-0',
  },
  answered: {
    both: undefined,
    form: 'overflow-y-auto max-lg:max-h-[60%]',
    originals: 'min-h-0',
  },
}

/** Brings originals back for one look: what is asked on the left, what comes of it on the right. */
export function RevealPage({ tokens: linked, allowance, ...actions }: Props) {
  const [text, setText] = useState(linked.join('\n'))
  const justification = useJustification('reveal')
  const run = useReveal(actions, allowance)
  const hydrated = useHydrated()
  const { tokens, others } = parseTokens(text)
  const isTooMany = tokens.length > MAX_TOKENS

  const onAnswer = (isRevealed: boolean) => {
    justification.forgetPassphrase()
    if (isRevealed) justification.drop()
  }
  const values = run.result?.values ?? tokens.map((token) => ({ token, state: 'sealed' as const }))
  const layout = run.result === null ? LAYOUT.asking : LAYOUT.answered
  return (
    <Page title="Reveal" subtitle="every reveal is recorded">
      <div className="flex min-w-0 flex-1 flex-col">
        <RevealTabs current="reveal" />
        <div className={cn('flex min-h-0 flex-1 max-lg:flex-col', layout.both)}>
          <form
            method="post"
            autoComplete="off"
            aria-label="Reveal"
            onSubmit={(event) => {
              event.preventDefault()
              run.ask({ ...justification.value, tokens }, onAnswer)
            }}
            className={cn(FORM, layout.form)}
          >
            <TokensField
              text={text}
              count={tokens.length}
              others={others}
              onChange={(next) => {
                run.forget()
                setText(next)
              }}
            />
            <JustificationFields value={justification.value} onChange={justification.change} />
            <FormProblem field={run.problemField}>{run.problem}</FormProblem>
            <Button
              type="submit"
              variant="primary"
              pending={run.pending}
              disabled={!hydrated || tokens.length === 0 || isTooMany}
            >
              {run.pending
                ? 'Opening the vault…'
                : `Reveal ${tokens.length > 0 ? formatCount(tokens.length, 'value') : ''} for ${revealShownSeconds(tokens.length)} s`}
            </Button>
            <AllowanceLine
              allowance={run.allowance.value}
              readAt={run.allowance.readAt}
              takes={tokens.length}
              withAttempts
            />
          </form>
          <Originals values={values} run={run} className={layout.originals} />
        </div>
      </div>
    </Page>
  )
}
