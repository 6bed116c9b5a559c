'use client'

import { useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { problemWith } from '@/components/logins/filters/problem-with'
import { SUGGESTION_WORDS, useSuggestions } from '@/components/logins/filters/use-suggestions'
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
  const typed = text.trim()
  const isAsked = field === 'user' || TOKEN_START.test(typed)
  const { found, state } = useSuggestions(field, isAsked ? typed : '')
  const values = isAsked ? found.flatMap(({ value }) => (value === null ? [] : [value])) : []
  const problem = typed === '' ? null : problemWith(field, typed)
  const take = (at: number) => {
    const value = values[at] ?? (problem === null && typed !== '' ? typed : undefined)
    if (value !== undefined) onApply({ [field]: value })
  }
  return (
    <OptionSearch
      label={WORDS[field].ask}
      placeholder={`${WORDS[field].hint}…`}
      text={text}
      onText={setText}
      onPick={take}
      onKey={(_, at) => take(at)}
      empty={
        problem === null && typed !== '' && state === 'ready' ? PASTED : SUGGESTION_WORDS[state]
      }
      isLoading={state === 'loading'}
      options={values.map((value) => ({
        key: value,
        content: (
          <>
            {field === 'user' ? null : <Swatch token={value} />}
            <span className="truncate font-mono text-sm">{value}</span>
          </>
        ),
      }))}
    >
      {problem ? (
        <p role="alert" className="border-line border-b bg-warn-soft px-3 py-2 text-warn">
          {`This ${problem}.`}
        </p>
      ) : null}
    </OptionSearch>
  )
}

const PASTED = 'No suggestions. Press ↵ to filter by this value anyway.'
