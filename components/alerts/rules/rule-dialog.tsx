'use client'

import { useState } from 'react'
import type { RuleActions } from '@/components/alerts/alert-actions'
import { HoursFields } from '@/components/alerts/rules/hours-fields'
import { callAction } from '@/components/ui/ask/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import { alertRule, thresholdOf } from '@/lib/model/alerts/alert-rules'
import type { AlertThreshold } from '@/lib/model/alerts/rules/rule-definition'
import type { AlertRuleView } from '@/lib/model/alerts/views'

type Props = { view: AlertRuleView; save: RuleActions['saveRule']; onClose: () => void }

/** Asks for a rule's threshold, or for the hours within which reveals are expected. */
export function RuleDialog({ view, save, onClose }: Props) {
  const { rule, isOn } = view
  const { title, means, threshold, runbook } = alertRule(rule)
  const [typed, setTyped] = useState(String(thresholdOf(rule, view.threshold)))
  const [hours, setHours] = useState(view.hours)
  const submit = async () => {
    const given = threshold === null ? null : Number(typed)
    const asked = { rule, isOn, threshold: given, hours: threshold === null ? hours : null }
    const result = await callAction(() => save(asked))
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <FormDialog title={title} description={means} onSubmit={submit} onClose={onClose}>
      {threshold === null ? (
        <HoursFields hours={hours} onChange={setHours} />
      ) : (
        <ThresholdField threshold={threshold} value={typed} onChange={setTyped} />
      )}
      <p className="text-muted text-sm">What to do when it fires: docs/operations.md#{runbook}</p>
    </FormDialog>
  )
}

type ThresholdProps = {
  threshold: AlertThreshold
  value: string
  onChange: (value: string) => void
}

function ThresholdField({ threshold, value, onChange }: ThresholdProps) {
  const { label, unit, min, max } = threshold
  return (
    <Field
      id="threshold"
      label={`${label} (${unit})`}
      hint={`From ${min} to ${max}; by default ${threshold.default}.`}
    >
      <Input
        id="threshold"
        type="number"
        aria-describedby="threshold-hint"
        required
        min={min}
        max={max}
        step="any"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
