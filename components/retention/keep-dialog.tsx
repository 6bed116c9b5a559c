'use client'

import { useState } from 'react'
import { KIND_LABELS } from '@/components/retention/kind-labels'
import type { SaveRetention } from '@/components/retention/save-retention'
import { PassphraseField } from '@/components/reveal/passphrase-field'
import { LocalTime } from '@/components/table/local-time'
import { callAction } from '@/components/ui/ask/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import {
  isShorter,
  MAX_KEEP_MONTHS,
  MIN_KEEP_MONTHS,
  type RetentionKind,
  retentionCutoff,
} from '@/lib/model/retention/retention-kinds'
import type { RetentionView } from '@/lib/model/retention/retention-view'

const CHOICES = [
  { value: 'all', label: 'forever' },
  { value: 'months', label: 'for some months' },
] as const

const MEANS: Record<RetentionKind, string> = {
  logins:
    'Counted from when a login was sent. Everything derived from a deleted login is deleted with it.',
  rejected: 'Counted from when a message was rejected. Open messages are deleted as well.',
  batches: 'Counted from when a batch was stored. Runs keep their totals.',
}

const DEFAULT_MONTHS = 24

type Props = {
  kind: RetentionKind
  view: RetentionView
  save: SaveRetention
  onClose: () => void
}

/** Asks how long something is kept, says what that would delete, and has a shorter period confirmed. */
export function KeepDialog({ kind, view, save, onClose }: Props) {
  const set = view.settings[kind]
  const [choice, setChoice] = useState<'all' | 'months'>(set === null ? 'all' : 'months')
  const [typed, setTyped] = useState(String(set ?? DEFAULT_MONTHS))
  const [passphrase, setPassphrase] = useState('')
  const keepMonths = choice === 'all' ? null : Number(typed)
  const submit = async () => {
    const result = await callAction(() => save({ kind, keepMonths, passphrase }))
    setPassphrase('')
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <FormDialog
      title={`Keep ${KIND_LABELS[kind].toLowerCase()}`}
      description={MEANS[kind]}
      onSubmit={submit}
      onClose={onClose}
    >
      <Segments legend="How long" options={CHOICES} value={choice} onChange={setChoice} />
      {choice === 'all' ? null : (
        <MonthsField kind={kind} value={typed} onChange={setTyped} now={view.now} />
      )}
      <PassphraseField
        need={isShorter(keepMonths, set) ? 'optional' : 'none'}
        value={passphrase}
        onChange={setPassphrase}
      />
    </FormDialog>
  )
}

type MonthsProps = {
  kind: RetentionKind
  value: string
  onChange: (value: string) => void
  now: string
}

function MonthsField({ kind, value, onChange, now }: MonthsProps) {
  const months = Number(value)
  const isWhole = Number.isInteger(months) && months >= MIN_KEEP_MONTHS && months <= MAX_KEEP_MONTHS
  const cutoffMs = isWhole ? retentionCutoff(Date.parse(now), months) : null
  return (
    <>
      <Field
        id="keep-months"
        label="Months"
        hint={`Full calendar months (UTC) before the current one: ${MIN_KEEP_MONTHS} to ${MAX_KEEP_MONTHS}.`}
      >
        <Input
          id="keep-months"
          type="number"
          aria-describedby="keep-months-hint"
          required
          min={MIN_KEEP_MONTHS}
          max={MAX_KEEP_MONTHS}
          step={1}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {cutoffMs === null ? null : (
        <p className="text-danger">
          From the next night on, {KIND_LABELS[kind].toLowerCase()} from before{' '}
          <LocalTime at={new Date(cutoffMs).toISOString()} /> are deleted. They cannot be recovered.
        </p>
      )}
    </>
  )
}
