'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
} from '@/components/logins/filters/narrow'
import { OptionList, walked } from '@/components/logins/filters/option-list'
import { problemWith } from '@/components/logins/filters/problem-with'
import {
  SUGGESTION_WORDS,
  type Suggestions,
  useSuggestions,
} from '@/components/logins/filters/use-suggestions'
import { WayChoice } from '@/components/logins/filters/way-choice'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import type { Suggestion } from '@/lib/db/logins/suggest-values'
import { formatNumber } from '@/lib/format/format'
import { type LoginsQuery, parseLoginsQuery } from '@/lib/model/query/logins-query'

const KEY = 'app_version'
const WAYS = ['is', 'is not'] as const

/** Some versions or all but some, or a range of them in version order. */
export function VersionEditor({ query, onApply }: EditorProps) {
  const [one, ...several] = query.app_version ?? []
  const exact = several.length === 0 ? (one ?? '') : ''
  const [from, setFrom] = useState(query.app_version_from ?? exact)
  const [to, setTo] = useState(query.app_version_to ?? exact)
  const [problem, setProblem] = useState<string | null>(null)
  const [chosen, setChosen] = useState(-1)
  const { found, state } = useSuggestions('app_version', from === to ? from.trim() : '')
  const { way, setWay, on, values, pick } = useVersions(found, state, { query, onApply })
  const id = useId()
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen(walked(chosen, step, values.length))
    else if (event.key === 'Enter' && values[chosen] !== undefined) pick(chosen)
    else return
    event.preventDefault()
  }
  const listed = {
    role: 'combobox',
    'aria-expanded': values.length > 0,
    'aria-controls': `${id}-list`,
    'aria-activedescendant': values[chosen] === undefined ? undefined : `${id}-list-${chosen}`,
    autoComplete: 'off',
    onKeyDown: walk,
  } as const

  /** What is typed is what Enter applies, until an arrow goes to the list again. */
  const type = (change: () => void) => {
    setChosen(-1)
    change()
  }

  const submit = () => {
    const range = rangeOf(from.trim(), to.trim())
    if (typeof range === 'string') setProblem(range)
    else onApply({ ...NONE, ...range })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 border-line border-b p-3">
        <div>
          <Label htmlFor={`${id}-from`}>From</Label>
          <Input
            {...listed}
            id={`${id}-from`}
            autoFocus
            placeholder="2.3.0"
            value={from}
            onChange={(event) => type(() => setFrom(event.target.value))}
          />
        </div>
        <div>
          <Label htmlFor={`${id}-to`}>To, included</Label>
          <Input
            {...listed}
            id={`${id}-to`}
            placeholder="any later"
            value={to}
            onChange={(event) => type(() => setTo(event.target.value))}
          />
        </div>
        <Button type="submit" variant="primary">
          Apply
        </Button>
        <p role="alert" className="col-span-3 text-danger empty:hidden">
          {problem}
        </p>
      </div>
      <WayChoice ways={WAYS} way={way} onWay={setWay} />
      <p className="px-3 pt-2 text-muted text-sm">
        {way === 'is' ? 'Or exactly these, newest first:' : 'All but these, newest first:'}
      </p>
      <OptionList
        id={`${id}-list`}
        label="Versions"
        chosen={chosen}
        onChoose={setChosen}
        onPick={pick}
        empty={SUGGESTION_WORDS[state]}
        isLoading={state === 'loading'}
        options={values.map(({ value, logins }) => ({
          key: value ?? '',
          isOn: on.length > 0 ? isAmong(on, KEY, value) : undefined,
          content:
            value === null ? (
              <span className="text-muted">none</span>
            ) : (
              <span className="font-mono text-sm">{value}</span>
            ),
          hint: logins === null ? undefined : formatNumber(logins),
        }))}
      />
    </form>
  )
}

/** The versions to choose from, none last, and what choosing one does. */
function useVersions(
  found: Suggestion[],
  state: Suggestions['state'],
  { query, onApply }: EditorProps,
) {
  const [way, setWay] = useState<(typeof WAYS)[number]>(
    included(query, KEY).length === 0 && excluded(query, KEY).length > 0 ? 'is not' : 'is',
  )
  const known = found.filter(({ value }) => value !== null && problemWith(KEY, value) === null)
  const values = state === 'loading' ? known : [...known, { value: null, logins: null }]
  const on = way === 'is' ? included(query, KEY) : excluded(query, KEY)
  const pick = (index: number) => {
    const picked = values[index]
    if (picked === undefined) return
    const { value } = picked
    if (way === 'is' && on.length === 0) onApply({ ...NONE, [KEY]: [value] })
    else if (way === 'is' || isAmong(on, KEY, value)) onApply(toggling(query, KEY, value))
    else onApply(excluding(query, KEY, value) ?? {})
  }
  return { way, setWay, on, values, pick }
}

/** The range between two versions, either of which may be empty, or what is wrong with them. */
function rangeOf(low: string, high: string): Partial<LoginsQuery> | string {
  if (low === high) {
    const wrong = low === '' ? null : problemWith('app_version', low)
    return wrong ? `This ${wrong}.` : { app_version: low === '' ? undefined : [low] }
  }
  const params = new URLSearchParams()
  if (low !== '') params.set('app_version_from', low)
  if (high !== '') params.set('app_version_to', high)
  const { query, brokenParts } = parseLoginsQuery(params)
  const [broken] = brokenParts
  if (broken) return `“${broken.name.split('_').at(-1)}” ${broken.problem}.`
  const { app_version_from, app_version_to } = query
  return { app_version_from, app_version_to }
}

const NONE = {
  app_version: undefined,
  app_version_from: undefined,
  app_version_to: undefined,
}
