'use client'

import { useState, useTransition } from 'react'
import type { SaveRiskSetting } from '@/components/risk/save-risk-setting'
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
import { RISK_EXPLANATIONS } from '@/lib/model/risk/risk-explanations'
import {
  type RiskSetting,
  type RiskSignal,
  type RiskThreshold,
  riskSignal,
  riskThreshold,
} from '@/lib/model/risk/risk-signals'

const STATES = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
] as const

type Props = {
  signal: RiskSignal
  setting: RiskSetting
  save: SaveRiskSetting
  onClose: () => void
}

/** Turns a signal on or off, and asks for its threshold where it has one. */
export function SignalDialog({ signal, setting, save, onClose }: Props) {
  const { label, threshold } = riskSignal(signal)
  const [state, setState] = useState<'on' | 'off'>(setting.isOn ? 'on' : 'off')
  const from = riskThreshold(signal, setting.threshold)
  const [typed, setTyped] = useState(String(from))
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      const given = threshold === null ? null : Number(typed)
      const asked = { signal, isOn: state === 'on', threshold: given }
      const result = await callAction(() => save(asked))
      if (result.kind === 'done') onClose()
      else setProblem(result.problem)
    })
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={label} description={RISK_EXPLANATIONS[signal].means(from)}>
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            run()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <Segments legend="Signal" options={STATES} value={state} onChange={setState} />
            {threshold === null ? null : (
              <ThresholdField threshold={threshold} value={typed} onChange={setTyped} />
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

type ThresholdProps = {
  threshold: RiskThreshold
  value: string
  onChange: (value: string) => void
}

function ThresholdField({ threshold, value, onChange }: ThresholdProps) {
  const { label, min, max } = threshold
  return (
    <Field
      id="risk-threshold"
      label={label}
      hint={`The number that is a signal: ${min} to ${max}, by default ${threshold.default}.`}
    >
      <Input
        id="risk-threshold"
        type="number"
        aria-describedby="risk-threshold-hint"
        required
        min={min}
        max={max}
        step={1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
