'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/field-editor'
import { OptionList } from '@/components/logins/filters/option-list'
import { SearchField } from '@/components/logins/filters/search-field'
import { useSuggestions } from '@/components/logins/filters/use-suggestions'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format'

const WORDS = {
  type: { ask: 'Device types', field: 'deviceType' },
  locale: { ask: 'Locales', field: 'locale' },
} as const

/** One or several of a few values; none is one of them. */
export function ValuesEditor({
  field,
  query,
  onApply,
}: EditorProps & { field: 'type' | 'locale' }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const [on, setOn] = useState<(string | null)[]>(query[field] ?? [])
  const { found, state } = useSuggestions(WORDS[field].field, text.trim())
  const id = useId()
  const at = Math.min(chosen, found.length - 1)
  const apply = (values = on) => onApply({ [field]: values.length > 0 ? values : undefined })
  const toggle = (index: number) => {
    const value = found[index]?.value
    if (value === undefined) return
    setOn(on.includes(value) ? on.filter((each) => each !== value) : [...on, value])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const value = found[at]?.value
    if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === ' ' && text === '') toggle(at)
    // Enter takes the one at hand, or what was ticked before.
    else if (event.key === 'Enter') apply(on.length > 0 || value === undefined ? on : [value])
    else return
    event.preventDefault()
  }
  return (
    <>
      <SearchField
        label={WORDS[field].ask}
        placeholder={`${WORDS[field].ask}…`}
        value={text}
        onChange={(next) => {
          setText(next)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        list={id}
        active={found[at] ? `${id}-${at}` : undefined}
      />
      <OptionList
        id={id}
        label={WORDS[field].ask}
        chosen={at}
        onChoose={setChosen}
        onPick={toggle}
        empty={EMPTY[state]}
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

export const EMPTY = {
  loading: 'Looking…',
  ready: 'Nothing begins like this.',
  failed: 'The suggestions could not be read.',
}
