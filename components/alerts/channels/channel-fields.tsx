'use client'

import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { SecretInput } from '@/components/ui/form/secret-input'
import type { AlertChannelKind } from '@/lib/model/alerts/alert'

export type TypedChannel = { name: string; target: string; mailFrom: string; mailTo: string }

type Props = {
  kind: AlertChannelKind
  /** What is kept where no other URL is given; null for a new channel. */
  shownTarget: string | null
  typed: TypedChannel
  onChange: (typed: TypedChannel) => void
}

const URL_HINTS: Record<AlertChannelKind, string> = {
  webhook: 'Receives a POST with JSON, signed. Redirects are not followed.',
  slack: 'An incoming webhook of Slack, Mattermost or a compatible service.',
  email: 'smtps://user:password@mail.example.com, or smtp:// for STARTTLS.',
}

/** The fields of a channel, by its kind. */
export function ChannelFields({ kind, shownTarget, typed, onChange }: Props) {
  const hint = URL_HINTS[kind]
  return (
    <>
      <Field id="channel-name" label="Name">
        <Input
          id="channel-name"
          required
          maxLength={80}
          value={typed.name}
          onChange={(event) => onChange({ ...typed, name: event.target.value })}
        />
      </Field>
      <Field
        id="channel-url"
        label={kind === 'email' ? 'SMTP server' : 'URL'}
        hint={shownTarget === null ? hint : `Leave it empty to keep ${shownTarget}. ${hint}`}
      >
        <SecretInput
          id="channel-url"
          word="URL"
          aria-describedby="channel-url-hint"
          required={shownTarget === null}
          maxLength={2_048}
          autoComplete="off"
          spellCheck={false}
          value={typed.target}
          onChange={(event) => onChange({ ...typed, target: event.target.value })}
        />
      </Field>
      {kind === 'email' ? (
        <>
          <Field id="channel-from" label="From">
            <Input
              id="channel-from"
              type="email"
              required
              maxLength={320}
              value={typed.mailFrom}
              onChange={(event) => onChange({ ...typed, mailFrom: event.target.value })}
            />
          </Field>
          <Field id="channel-to" label="To" hint="Separate several addresses with commas.">
            <Input
              id="channel-to"
              aria-describedby="channel-to-hint"
              required
              maxLength={2_048}
              spellCheck={false}
              value={typed.mailTo}
              onChange={(event) => onChange({ ...typed, mailTo: event.target.value })}
            />
          </Field>
        </>
      ) : null}
    </>
  )
}
