'use client'

import { useState, useTransition } from 'react'
import { KIND_LABELS } from '@/components/retention/kind-labels'
import type { SaveRetention } from '@/components/retention/save-retention'
import { LocalTime } from '@/components/table/local-time'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'
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
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      const keepMonths = choice === 'all' ? null : Number(typed)
      const result = await callAction(() => save({ kind, keepMonths }))
      if (result.kind === 'done') onClose()
      else setProblem(result.problem)
    })
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={KIND_LABELS[kind]} description={MEANS[kind]}>
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            run()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <Segments legend="Keep" options={CHOICES} value={choice} onChange={setChoice} />
            {choice === 'all' ? null : (
              <MonthsField value={typed} onChange={setTyped} now={view.now} />
            )}
            <FormProblem>{problem}</FormProblem>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={pending} aria-busy={pending}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
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
