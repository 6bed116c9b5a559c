'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { Tooltip } from '@/components/ui/tooltip'

/** Why something is asked for, and the passphrase that opens the vault. */
export type Ceremony = { passphrase: string; reason: string; ticket: string }

export const NO_CEREMONY: Ceremony = { passphrase: '', reason: '', ticket: '' }

type Props = {
  value: Ceremony
  onChange: (value: Ceremony) => void
  /** Nothing is opened: no passphrase is asked for. */
  withoutPassphrase?: boolean
}

/** Reason, ticket and passphrase; what every look at an original asks for. */
export function CeremonyFields({ value, onChange, withoutPassphrase }: Props) {
  return (
    <>
      <Field
        id="reason"
        label="Reason"
        hint="10 characters or more. Kept forever, without originals."
      >
        <Textarea
          id="reason"
          rows={2}
          required
          minLength={10}
          maxLength={1_000}
          value={value.reason}
          aria-describedby="reason-hint"
          placeholder="What it is needed for, and by whom"
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      </Field>
      <Field
        id="ticket"
        label={
          <>
            Ticket <span className="font-normal text-muted">if there is one</span>
          </>
        }
      >
        <Input
          id="ticket"
          maxLength={128}
          value={value.ticket}
          placeholder="SUP-4711"
          onChange={(event) => onChange({ ...value, ticket: event.target.value })}
        />
      </Field>
      {withoutPassphrase ? null : (
        <PassphraseField
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
        />
      )}
    </>
  )
}

type PassphraseProps = { value: string; onChange: (value: string) => void }

function PassphraseField({ value, onChange }: PassphraseProps) {
  const [shown, setShown] = useState(false)
  const label = shown ? 'Hide the passphrase' : 'Show the passphrase'
  return (
    <Field id="passphrase" label="Vault passphrase">
      <div className="relative">
        <Input
          id="passphrase"
          type={shown ? 'text' : 'password'}
          // Any other word makes browsers fill in the password of the sign-in, a wrong attempt.
          autoComplete="new-password"
          spellCheck={false}
          required
          maxLength={1_024}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="pr-9"
        />
        <Tooltip label={label}>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={label}
            aria-pressed={shown}
            className="absolute top-0.5 right-0.5"
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff /> : <Eye />}
          </Button>
        </Tooltip>
      </div>
    </Field>
  )
}
