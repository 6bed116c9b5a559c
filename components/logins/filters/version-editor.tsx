'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
  type Value,
} from '@/components/logins/filters/narrow'
import { type ListOption, OptionList, walked } from '@/components/logins/filters/option-list'
import { problemWith } from '@/components/logins/filters/problem-with'
import {
  SUGGESTION_WORDS,
  type Suggestions,
  useSuggestions,
} from '@/components/logins/filters/use-suggestions'
import {
  NO_VERSIONS,
  useVersionRange,
  VersionRange,
} from '@/components/logins/filters/version-range'
import { WayChoice } from '@/components/logins/filters/way-choice'
import type { Suggestion } from '@/lib/db/logins/suggest-values'
import { formatNumber } from '@/lib/format/format'

const KEY = 'app_version'
const WAYS = ['is', 'is not'] as const

/** Some versions or all but some, or a range of them in version order. */
export function VersionEditor({ query, onApply }: EditorProps) {
  const range = useVersionRange(query)
  const [chosen, setChosen] = useState(-1)
  const { from, to } = range
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
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const asked = range.take()
        if (asked !== null) onApply(asked)
      }}
    >
      {/* What is typed is what Enter applies, until an arrow goes to the list again. */}
      <VersionRange id={id} range={range} onType={() => setChosen(-1)} listed={listed} />
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
        options={values.map((each) => optionOf(each, on))}
      />
    </form>
  )
}

/** A version in the list; none of them is on or off where none is asked for. */
function optionOf({ value, logins }: Suggestion, on: readonly Value[]): ListOption {
  return {
    key: value ?? '',
    isOn: on.length > 0 ? isAmong(on, KEY, value) : undefined,
    content:
      value === null ? (
        <span className="text-muted">none</span>
      ) : (
        <span className="font-mono text-sm">{value}</span>
      ),
    hint: logins === null ? undefined : formatNumber(logins),
  }
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
    if (way === 'is' && on.length === 0) onApply({ ...NO_VERSIONS, [KEY]: [value] })
    else if (way === 'is' || isAmong(on, KEY, value)) onApply(toggling(query, KEY, value))
    else onApply(excluding(query, KEY, value) ?? {})
  }
  return { way, setWay, on, values, pick }
}
