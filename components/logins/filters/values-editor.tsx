'use client'

import { useState } from 'react'
import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { SUGGESTION_WORDS, useSuggestions } from '@/components/logins/filters/use-suggestions'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/format'
import type { SetKey } from '@/lib/model/query/filter-parts'

/** One or several of a few values; none is one of them. */
export function ValuesEditor({ field, query, onApply }: EditorProps & { field: FilterField }) {
  const key = field.key as SetKey
  const ask = `${field.label}s`
  const [text, setText] = useState('')
  const [on, setOn] = useState<(string | null)[]>(query[key] ?? [])
  const { found, state } = useSuggestions(key, text.trim())
  const apply = (values = on) => onApply({ [key]: values.length > 0 ? values : undefined })
  const toggle = (at: number) => {
    const value = found[at]?.value
    if (value === undefined) return
    setOn(on.includes(value) ? on.filter((each) => each !== value) : [...on, value])
  }
  const onKey = (key: string, at: number) => {
    const value = found[at]?.value
    if (key === ' ') toggle(at)
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
        // Once something is typed, a space is part of it.
        heeds={text === '' ? [' '] : []}
        empty={SUGGESTION_WORDS[state]}
        isLoading={state === 'loading'}
        options={found.map(({ value, logins }) => ({
          key: value === null ? 'none' : `=${value}`,
          content: value ?? <span className="text-muted">none</span>,
          hint: logins === null ? undefined : formatNumber(logins),
          isOn: on.includes(value),
        }))}
      />
      <div className="flex items-center justify-between gap-2 border-line border-t p-2 pl-3">
        <span className="text-muted text-sm">space ticks, ↵ applies</span>
        <Button size="sm" variant="primary" onClick={() => apply()}>
          Apply
        </Button>
      </div>
    </>
  )
}
