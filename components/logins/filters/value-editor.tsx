'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/field-editor'
import { OptionList } from '@/components/logins/filters/option-list'
import { problemWith } from '@/components/logins/filters/problem-with'
import { SearchField } from '@/components/logins/filters/search-field'
import { useSuggestions } from '@/components/logins/filters/use-suggestions'
import { EMPTY } from '@/components/logins/filters/values-editor'
import { Swatch } from '@/components/masked-value/swatch'

type Props = EditorProps & { field: 'user' | 'device' | 'ip' }

const WORDS = {
  user: { ask: 'User id', hint: 'The beginning of a user id' },
  device: { ask: 'Device token', hint: 'The digits of a device’s token' },
  ip: { ask: 'IP token', hint: 'The digits of an IP’s token' },
}
/** What a token may begin with; anything else is not sent to be completed. */
const TOKEN_START = /^[\w]*$/

/** One value, completed as it is typed. */
export function ValueEditor({ field, query, onApply }: Props) {
  const [text, setText] = useState(query[field] ?? '')
  const [chosen, setChosen] = useState(0)
  const typed = text.trim()
  const isAsked = field === 'user' || TOKEN_START.test(typed)
  const { found, state } = useSuggestions(field, isAsked ? typed : '')
  const id = useId()
  const values = isAsked ? found.flatMap(({ value }) => (value === null ? [] : [value])) : []
  const at = Math.min(chosen, values.length - 1)
  const problem = typed === '' ? null : problemWith(field, typed)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((at + step + values.length) % Math.max(1, values.length))
    else if (event.key === 'Enter') {
      const value = values[at] ?? (problem === null && typed !== '' ? typed : undefined)
      if (value !== undefined) onApply({ [field]: value })
    } else return
    event.preventDefault()
  }
  return (
    <>
      <SearchField
        label={WORDS[field].ask}
        placeholder={`${WORDS[field].hint}…`}
        value={text}
        onChange={(next) => {
          setText(next)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        list={id}
        active={values[at] ? `${id}-${at}` : undefined}
      />
      {problem ? (
        <p role="alert" className="border-line border-b bg-warn-soft px-3 py-2 text-warn">
          {`This ${problem}.`}
        </p>
      ) : null}
      <OptionList
        id={id}
        label={WORDS[field].ask}
        chosen={at}
        onChoose={setChosen}
        onPick={(index) => onApply({ [field]: values[index] })}
        empty={problem === null && typed !== '' && state === 'ready' ? PASTED : EMPTY[state]}
        options={values.map((value) => ({
          key: value,
          content: (
            <>
              {field === 'user' ? null : <Swatch token={value} />}
              <span className="truncate font-mono text-sm">{value}</span>
            </>
          ),
        }))}
      />
    </>
  )
}

const PASTED = 'Nothing begins like this. ↵ filters by it all the same.'
