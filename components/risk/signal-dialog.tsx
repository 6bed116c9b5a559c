'use client'

import { useState } from 'react'
import type { SaveRiskSetting } from '@/components/risk/save-risk-setting'
import { callAction } from '@/components/ui/ask/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
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
  const submit = async () => {
    const given = threshold === null ? null : Number(typed)
    const asked = { signal, isOn: state === 'on', threshold: given }
    const result = await callAction(() => save(asked))
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <FormDialog
      title={label}
      description={RISK_EXPLANATIONS[signal].means(from)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Segments legend="Signal" options={STATES} value={state} onChange={setState} />
      {threshold === null ? null : (
        <ThresholdField threshold={threshold} value={typed} onChange={setTyped} />
      )}
    </FormDialog>
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
      hint={`Raise the signal from this number on: ${min} to ${max}, by default ${threshold.default}.`}
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
