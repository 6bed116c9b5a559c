'use client'

import { PassphraseField, type PassphraseNeed } from '@/components/reveal/passphrase-field'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Textarea } from '@/components/ui/form/textarea'
import { REASON_LENGTH, TICKET_MAX_LENGTH } from '@/lib/model/reveal/reveal'

/** Why something is asked for, and the passphrase that opens the vault. */
export type Justification = { passphrase: string; reason: string; ticket: string }

type Props = {
  value: Justification
  onChange: (value: Justification) => void
  passphrase?: PassphraseNeed | undefined
}

/** Reason, ticket and passphrase; what every look at an original asks for. */
export function JustificationFields({ value, onChange, passphrase = 'required' }: Props) {
  return (
    <>
      <Field
        id="reason"
        label="Reason"
        hint={`${REASON_LENGTH.min} characters or more. Kept forever, without originals.`}
      >
        <Textarea
          id="reason"
          rows={2}
          required
          minLength={REASON_LENGTH.min}
          maxLength={REASON_LENGTH.max}
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
          maxLength={TICKET_MAX_LENGTH}
          value={value.ticket}
          placeholder="SUP-4711"
          onChange={(event) => onChange({ ...value, ticket: event.target.value })}
        />
      </Field>
      <PassphraseField
        need={passphrase}
        value={value.passphrase}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
      />
    </>
  )
}
