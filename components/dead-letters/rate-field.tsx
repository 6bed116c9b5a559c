'use client'

import { useId } from 'react'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { MAX_RATE } from '@/lib/model/pipeline/dead-letters'

type Props = { value: string; onChange: (value: string) => void; hint: string }

/** How many messages a second at most; empty leaves it open. */
export function RateField({ value, onChange, hint }: Props) {
  const id = useId()
  return (
    <Field id={id} label={`Messages a second, at most (1 to ${MAX_RATE})`} hint={hint}>
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        className="w-32"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
      />
    </Field>
  )
}
