'use client'

import { Field } from '@/components/ui/form/field'
import { SecretInput } from '@/components/ui/form/secret-input'

type Props = {
  /** The shortest that is taken, and the longest, in characters. */
  length: { min: number; max: number }
  value: string
  onChange: (value: string) => void
}

/** Where a new password is chosen. */
export function NewPasswordField({ length, value, onChange }: Props) {
  return (
    <Field
      id="new-password"
      label="New password"
      hint={`${length.min} characters or more. Nobody else gets to see it.`}
    >
      <SecretInput
        id="new-password"
        word="new password"
        autoComplete="new-password"
        required
        minLength={length.min}
        maxLength={length.max}
        value={value}
        aria-describedby="new-password-hint"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
