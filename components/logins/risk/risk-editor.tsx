'use client'

import { useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import { problemWith } from '@/components/logins/filters/problem-with'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import type { RiskName } from '@/lib/model/query/parts/risk-parts'
import { RISK_SIGNAL_NAMES, riskSignal } from '@/lib/model/risk/risk-signals'

/** Any signal or some of them, and the lowest score. */
export function RiskEditor({ query, onApply }: EditorProps) {
  const [names, setNames] = useState<RiskName[]>(query.risk?.filter((one) => one !== 'any') ?? [])
  const [text, setText] = useState(query.risk_min === undefined ? '' : String(query.risk_min))
  const [problem, setProblem] = useState<string | null>(null)
  const toggle = (name: RiskName) =>
    setNames(names.includes(name) ? names.filter((each) => each !== name) : [...names, name])
  const apply = () => {
    const typed = text.trim()
    const found = typed === '' ? null : problemWith('risk_min', typed)
    setProblem(found)
    if (found !== null) return
    const min = typed === '' ? undefined : Number(typed)
    const isAny = names.length === 0
    onApply({ risk: isAny ? (min === undefined ? ['any'] : undefined) : names, risk_min: min })
  }
  return (
    <form
      className="flex flex-col gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 font-medium">
          Any of these signals; none ticked: any at all
        </legend>
        {RISK_SIGNAL_NAMES.map((name, at) => (
          <label key={name} className="flex select-none items-center gap-1.5">
            <input
              type="checkbox"
              // biome-ignore lint/a11y/noAutofocus: the filter was asked for
              autoFocus={at === 0}
              checked={names.includes(name)}
              onChange={() => toggle(name)}
              className="accent-accent"
            />
            {riskSignal(name).label}
          </label>
        ))}
      </fieldset>
      <div className="flex items-end gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <Label htmlFor="filter-risk-min">Score of at least</Label>
          <Input
            id="filter-risk-min"
            inputMode="numeric"
            placeholder="1"
            value={text}
            aria-invalid={problem !== null}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" variant="primary">
          Apply
        </Button>
      </div>
      <p role="alert" className="text-danger empty:hidden">
        {problem === null ? null : `This ${problem}.`}
      </p>
    </form>
  )
}
