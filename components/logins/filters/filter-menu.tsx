'use client'

import { Clock } from 'lucide-react'
import { FILTER_FIELDS, type FilterField } from '@/components/logins/filters/filter-fields'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { useTypedText } from '@/components/shell/palette/typed-ahead'
import { readTyped } from '@/components/time-filter/read-typed'
import { useDisclosure } from '@/components/ui/overlay/disclosure'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'

type Props = {
  onChoose: (field: FilterField) => void
  /** A time was written in place of the name of a filter. */
  onTime: (choice: TimeChoice) => void
}

/** What can be filtered by, found by typing; a time needs no name before it. */
export function FilterMenu({ onChoose, onTime }: Props) {
  const context = { nowMs: useNow(), timeZone: useTimeZone() }
  const [text, setText] = useTypedText(useDisclosure().contentId)
  const typed = text.trim().toLowerCase()
  const found = FILTER_FIELDS.filter(({ label }) => label.toLowerCase().includes(typed))
  const time = readTyped(text, context)
  const fields = found.map(({ key, label, icon: Icon }) => ({
    key,
    content: (
      <>
        <Icon className="size-3.5 shrink-0 text-muted" aria-hidden /> {label}
      </>
    ),
  }))
  const times =
    time.kind === 'understood'
      ? [
          {
            key: 'written-time',
            content: (
              <>
                <Clock className="size-3.5 shrink-0 text-muted" aria-hidden />
                <span className="truncate">{time.words}</span>
              </>
            ),
          },
        ]
      : []
  const choose = (at: number) => {
    const field = found[at]
    if (field) onChoose(field)
    else if (time.kind === 'understood') onTime(time.choice)
  }
  return (
    <OptionSearch
      label="What to filter by"
      placeholder="Filter by… or a time, such as tue"
      text={text}
      onText={setText}
      onPick={choose}
      onKey={(_, at) => choose(at)}
      empty="There is no such filter."
      options={[...fields, ...times]}
    />
  )
}
