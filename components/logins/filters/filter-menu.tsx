'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { FILTER_FIELDS, type FieldName } from '@/components/logins/filters/filter-fields'
import { OptionList } from '@/components/logins/filters/option-list'
import { SearchField } from '@/components/logins/filters/search-field'

/** What can be filtered by, found by typing. */
export function FilterMenu({ onChoose }: { onChoose: (field: FieldName) => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const typed = text.trim().toLowerCase()
  const found = FILTER_FIELDS.filter(({ label }) => label.toLowerCase().includes(typed))
  const at = Math.min(chosen, found.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && found[at]) onChoose(found[at].name)
    else return
    event.preventDefault()
  }
  return (
    <>
      <SearchField
        label="What to filter by"
        placeholder="Filter by…"
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
        label="Filters"
        chosen={at}
        onChoose={setChosen}
        onPick={(index) => found[index] && onChoose(found[index].name)}
        empty="There is no such filter."
        options={found.map(({ name, label, icon: Icon }) => ({
          key: name,
          content: (
            <>
              <Icon className="size-3.5 shrink-0 text-muted" aria-hidden /> {label}
            </>
          ),
        }))}
      />
    </>
  )
}
