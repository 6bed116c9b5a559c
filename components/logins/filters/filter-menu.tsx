'use client'

import { useState } from 'react'
import { FILTER_FIELDS, type FilterField } from '@/components/logins/filters/filter-fields'
import { OptionSearch } from '@/components/logins/filters/option-search'

/** What can be filtered by, found by typing. */
export function FilterMenu({ onChoose }: { onChoose: (field: FilterField) => void }) {
  const [text, setText] = useState('')
  const typed = text.trim().toLowerCase()
  const found = FILTER_FIELDS.filter(({ label }) => label.toLowerCase().includes(typed))
  const choose = (at: number) => {
    if (found[at]) onChoose(found[at])
  }
  return (
    <OptionSearch
      label="What to filter by"
      placeholder="Filter by…"
      text={text}
      onText={setText}
      onPick={choose}
      onKey={(_, at) => choose(at)}
      empty="There is no such filter."
      options={found.map(({ key, label, icon: Icon }) => ({
        key,
        content: (
          <>
            <Icon className="size-3.5 shrink-0 text-muted" aria-hidden /> {label}
          </>
        ),
      }))}
    />
  )
}
