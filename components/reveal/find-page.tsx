'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { AllowanceLine } from '@/components/reveal/allowance/allowance-line'
import { FoundToken } from '@/components/reveal/found-token'
import { JustificationFields } from '@/components/reveal/justification-fields'
import { RevealTabs } from '@/components/reveal/reveal-tabs'
import { type Find, useFind } from '@/components/reveal/use-find'
import { useJustification } from '@/components/reveal/use-justification'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { MASKED_FIELD_NAMES, MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import { ORIGINAL_MAX_LENGTH } from '@/lib/model/reveal/reveal'

type Props = {
  allowance: RevealAllowance | null
  find: Find
}

const FIELDS = MASKED_FIELD_NAMES.map((value) => ({
  value,
  label: MASKED_FIELDS[value].originalLabel,
}))

/** From an original to its token. Somebody who may ask this can guess, so it is recorded, too. */
export function FindPage({ allowance, find }: Props) {
  const [field, setField] = useState<MaskedField>('ip')
  const [original, setOriginal] = useState('')
  const justification = useJustification('find')
  const question = useFind(find, allowance)
  const hydrated = useHydrated()

  const ask = () => {
    const { reason, ticket } = justification.value
    question.ask({ field, original, reason, ticket }, () => {
      // The token stands for it from here on.
      setOriginal('')
      justification.drop()
    })
  }
  return (
    <Page title="Reveal" subtitle="every reveal is recorded">
      <div className="flex min-w-0 flex-1 flex-col">
        <RevealTabs current="find" />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <form
            method="post"
            autoComplete="off"
            aria-label="Find by original"
            onSubmit={(event) => {
              event.preventDefault()
              ask()
            }}
            className="flex w-88 shrink-0 flex-col gap-4 overflow-y-auto border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b"
          >
            <Segments legend="What it is" options={FIELDS} value={field} onChange={setField} />
            <OriginalField field={field} value={original} onChange={setOriginal} />
            <JustificationFields
              value={justification.value}
              onChange={justification.change}
              passphrase="none"
            />
            <FormProblem>{question.problem}</FormProblem>
            <Button type="submit" variant="primary" pending={question.pending} disabled={!hydrated}>
              {question.pending ? 'Finding…' : 'Find its token'}
            </Button>
            <AllowanceLine
              allowance={question.allowance.value}
              readAt={question.allowance.readAt}
              takes={1}
            />
          </form>
          <section aria-label="Found" className="min-h-0 min-w-0 flex-1 overflow-y-auto">
            {question.found === null ? (
              <EmptyState icon={Search} title="Nothing asked for yet.">
                Type an IP or a device id to learn its token and see its logins. Each question is
                recorded with its reason and counts as one revealed value.
              </EmptyState>
            ) : (
              <FoundToken found={question.found} />
            )}
          </section>
        </div>
      </div>
    </Page>
  )
}

type OriginalProps = { field: MaskedField; value: string; onChange: (value: string) => void }

function OriginalField({ field, value, onChange }: OriginalProps) {
  return (
    <Field id="original" label="Original" hint="It is not stored, logged or kept here.">
      <Input
        id="original"
        required
        maxLength={ORIGINAL_MAX_LENGTH}
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={MASKED_FIELDS[field].example}
        aria-describedby="original-hint"
        onChange={(event) => onChange(event.target.value)}
        className="font-mono text-sm"
      />
    </Field>
  )
}
