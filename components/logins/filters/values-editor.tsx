'use client'

import { useState } from 'react'
import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { excluded, included, including, leavingOut } from '@/components/logins/filters/narrow'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { SUGGESTION_WORDS, useSuggestions } from '@/components/logins/filters/use-suggestions'
import { WayChoice } from '@/components/logins/filters/way-choice'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/format'
import type { SetKey } from '@/lib/model/query/parts/filter-parts'

const WAYS = ['is', 'is not'] as const

/** One or several of a few values, or all but these; none is one of them. */
export function ValuesEditor({ field, query, onApply }: EditorProps & { field: FilterField }) {
  const key = field.key as SetKey
  const ask = `${field.label}s`
  const left = excluded(query, key) as (string | null)[]
  const asked = included(query, key) as (string | null)[]
  const [text, setText] = useState('')
  const [way, setWay] = useState<(typeof WAYS)[number]>(
    asked.length === 0 && left.length > 0 ? 'is not' : 'is',
  )
  const [on, setOn] = useState<readonly (string | null)[]>(asked.length > 0 ? asked : left)
  const { found, state } = useSuggestions(key, text.trim())
  const apply = (values = on) =>
    onApply(way === 'is' ? including(key, values) : leavingOut(key, values))
  const toggle = (at: number) => {
    const value = found[at]?.value
    if (value === undefined) return
    setOn(on.includes(value) ? on.filter((each) => each !== value) : [...on, value])
  }
  const onKey = (key: string, at: number) => {
    const value = found[at]?.value
    if (key === ' ') toggle(at)
    else if (key === '!') setWay(way === 'is' ? 'is not' : 'is')
    // Enter takes the one at hand, or what was ticked before; while neither is there it waits.
    else if (state !== 'loading' || on.length > 0)
      apply(on.length > 0 || value === undefined ? on : [value])
  }
  return (
    <>
      <OptionSearch
        label={ask}
        placeholder={`${ask}…`}
        text={text}
        onText={setText}
        onPick={toggle}
        onKey={onKey}
        // Once something is typed, they are part of it.
        heeds={text === '' ? [' ', '!'] : []}
        empty={SUGGESTION_WORDS[state]}
        isLoading={state === 'loading'}
        options={found.map(({ value, logins }) => ({
          key: value === null ? 'none' : `=${value}`,
          content: value ?? <span className="text-muted">none</span>,
          hint: logins === null ? undefined : formatNumber(logins),
          isOn: on.includes(value),
        }))}
      >
        <WayChoice ways={WAYS} way={way} onWay={setWay} />
      </OptionSearch>
      <div className="flex items-center justify-between gap-2 border-line border-t p-2 pl-3">
        <span className="text-muted text-sm">space ticks, ! is not, ↵ applies</span>
        <Button size="sm" variant="primary" onClick={() => apply()}>
          Apply
        </Button>
      </div>
    </>
  )
}
