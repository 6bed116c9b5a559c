'use client'

import { useState } from 'react'
import { AllowanceNote } from '@/components/reveal/allowance/allowance-note'
import { JustificationFields } from '@/components/reveal/justification-fields'
import { TokenList } from '@/components/reveal/token-list'
import type { useJustification } from '@/components/reveal/use-justification'
import type { useReveal } from '@/components/reveal/use-reveal'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Segments } from '@/components/ui/form/segments'
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/overlay/dialog'
import { formatCount } from '@/lib/format/format'
import { MASKED_FIELD_NAMES, MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'
import { revealShownSeconds } from '@/lib/model/reveal/reveal'
import { fieldOfToken } from '@/lib/model/token'

type Props = {
  tokens: readonly string[]
  run: ReturnType<typeof useReveal>
  justification: ReturnType<typeof useJustification>
  /** Why it is not known what may still be asked for. */
  unknownAllowance: string | undefined
}

type Choice = MaskedField | 'all'

/** What is to be opened, what that takes of the allowance, and why it is needed. */
export function AskReveal({ tokens, run, justification, unknownAllowance }: Props) {
  const [choice, setChoice] = useState<Choice>('all')
  const asked = tokens.filter((token) => choice === 'all' || fieldOfToken(token) === choice)
  const isTooMany =
    asked.length > MAX_TOKENS || asked.length > (run.allowance.value?.left ?? MAX_TOKENS)
  return (
    <form
      method="post"
      autoComplete="off"
      aria-label="Reveal"
      ref={focusReason}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        run.ask({ ...justification.value, tokens: asked }, (isRevealed) => {
          justification.forgetPassphrase()
          if (isRevealed) justification.drop()
        })
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        <FieldChoice tokens={tokens} value={choice} onChange={setChoice} />
        <ScrollPane aria-label="Values to reveal" className="max-h-36 border-line border-y">
          <TokenList
            isNarrow
            values={asked.map((token) => ({ token, state: 'sealed' }))}
            recordCopy={run.copy}
          />
        </ScrollPane>
        <div className="min-h-5">
          <AllowanceNote
            allowance={run.allowance}
            unknown={unknownAllowance}
            takes={asked.length}
          />
          {asked.length > MAX_TOKENS ? (
            <p className="text-danger text-sm">
              {formatCount(asked.length, 'value')}: at most {MAX_TOKENS} at a time.
            </p>
          ) : null}
        </div>
        <JustificationFields value={justification.value} onChange={justification.change} />
        <FormProblem field={run.problemField}>{run.problem}</FormProblem>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          pending={run.pending}
          disabled={asked.length === 0 || isTooMany}
        >
          {run.pending
            ? 'Opening the vault…'
            : `Reveal ${formatCount(asked.length, 'value')} for ${revealShownSeconds(asked.length)} s`}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** The reason is what is missing: a person types it first. */
const focusReason = (form: HTMLFormElement | null) => form?.querySelector('textarea')?.focus()

type FieldChoiceProps = {
  tokens: readonly string[]
  value: Choice
  onChange: (value: Choice) => void
}

/** No more is opened than is needed: all of it, or one field's values. */
function FieldChoice({ tokens, value, onChange }: FieldChoiceProps) {
  const counts = MASKED_FIELD_NAMES.map((field) => ({
    field,
    count: tokens.filter((token) => fieldOfToken(token) === field).length,
  })).filter(({ count }) => count > 0)
  if (counts.length < 2) return null
  const options: { value: Choice; label: string }[] = [
    { value: 'all', label: `All ${tokens.length}` },
    ...counts.map(({ field, count }) => ({
      value: field,
      label: formatCount(count, MASKED_FIELDS[field].originalLabel),
    })),
  ]
  return <Segments legend="What to open" options={options} value={value} onChange={onChange} />
}
