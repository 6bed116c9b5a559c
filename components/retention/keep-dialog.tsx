'use client'

import { useState } from 'react'
import { KIND_LABELS } from '@/components/retention/kind-labels'
import type { SaveRetention } from '@/components/retention/save-retention'
import { LocalTime } from '@/components/table/local-time'
import { callAction } from '@/components/ui/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import {
  MAX_KEEP_MONTHS,
  MIN_KEEP_MONTHS,
  type RetentionKind,
  retentionCutoff,
} from '@/lib/model/retention/retention-kinds'
import type { RetentionView } from '@/lib/model/retention/retention-view'

const CHOICES = [
  { value: 'all', label: 'everything' },
  { value: 'months', label: 'some months' },
] as const

const MEANS: Record<RetentionKind, string> = {
  logins:
    'Logins go by the time at which they were sent, and with them whatever derives from them.',
  rejected: 'Rejected messages go by the time at which they were rejected, open ones included.',
  batches: 'Batches go by the time at which they were stored. Runs and their sums stay.',
}

const DEFAULT_MONTHS = 24

type Props = {
  kind: RetentionKind
  view: RetentionView
  save: SaveRetention
  onClose: () => void
}

/** Asks for how long something is kept, and says what that would delete. */
export function KeepDialog({ kind, view, save, onClose }: Props) {
  const set = view.settings[kind]
  const [choice, setChoice] = useState<'all' | 'months'>(set === null ? 'all' : 'months')
  const [typed, setTyped] = useState(String(set ?? DEFAULT_MONTHS))
  const submit = async () => {
    const keepMonths = choice === 'all' ? null : Number(typed)
    const result = await callAction(() => save({ kind, keepMonths }))
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <FormDialog
      title={KIND_LABELS[kind]}
      description={MEANS[kind]}
      onSubmit={submit}
      onClose={onClose}
    >
      <Segments legend="Keep" options={CHOICES} value={choice} onChange={setChoice} />
      {choice === 'all' ? null : <MonthsField value={typed} onChange={setTyped} now={view.now} />}
    </FormDialog>
  )
}

type MonthsProps = { value: string; onChange: (value: string) => void; now: string }

function MonthsField({ value, onChange, now }: MonthsProps) {
  const months = Number(value)
  const isWhole = Number.isInteger(months) && months >= MIN_KEEP_MONTHS && months <= MAX_KEEP_MONTHS
  const cutoffMs = isWhole ? retentionCutoff(Date.parse(now), months) : null
  return (
    <>
      <Field
        id="keep-months"
        label="Whole months before the current one"
        hint={`From ${MIN_KEEP_MONTHS} to ${MAX_KEEP_MONTHS}.`}
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
          From the next night on, what is older than{' '}
          <LocalTime at={new Date(cutoffMs).toISOString()} /> is deleted, and cannot be brought
          back.
        </p>
      )}
    </>
  )
}
