'use client'

import { Field } from '@/components/ui/form/field'
import { SecretInput } from '@/components/ui/form/secret-input'
import { FRESH_SIGN_IN_MINUTES, PASSPHRASE_MAX_LENGTH } from '@/lib/model/reveal/reveal'

/** Whether the passphrase is asked for; `optional` where a recent sign-in stands in for it. */
export type PassphraseNeed = 'required' | 'optional' | 'none'

type Props = {
  need: PassphraseNeed
  value: string
  onChange: (value: string) => void
}

/** The vault's passphrase, where it is needed. */
export function PassphraseField({ need, value, onChange }: Props) {
  if (need === 'none') return null
  const isOptional = need === 'optional'
  return (
    <Field
      id="passphrase"
      label="Vault passphrase"
      hint={
        isOptional ? `Not needed within ${FRESH_SIGN_IN_MINUTES} minutes of signing in.` : undefined
      }
    >
      <SecretInput
        id="passphrase"
        word="passphrase"
        // Any other word makes browsers fill in the password of the sign-in, a wrong attempt.
        autoComplete="new-password"
        spellCheck={false}
        required={!isOptional}
        maxLength={PASSPHRASE_MAX_LENGTH}
        value={value}
        aria-describedby={isOptional ? 'passphrase-hint' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
