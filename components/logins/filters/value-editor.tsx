'use client'

import { useState } from 'react'
import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { problemWith } from '@/components/logins/filters/problem-with'
import { SUGGESTION_WORDS, useSuggestions } from '@/components/logins/filters/use-suggestions'
import { Swatch } from '@/components/masked-value/swatch'
import type { TextKey } from '@/lib/model/query/filter-parts'

/** What a token may begin with; anything else is not sent to be completed. */
const TOKEN_START = /^[\w]*$/

/** One value, completed as it is typed. */
export function ValueEditor({ field, query, onApply }: EditorProps & { field: FilterField }) {
  const key = field.key as TextKey
  const isToken = field.kind === 'token'
  const [text, setText] = useState(query[key] ?? '')
  const typed = text.trim()
  const isAsked = !isToken || TOKEN_START.test(typed)
  const { found, state } = useSuggestions(key, isAsked ? typed : '')
  const values = isAsked ? found.flatMap(({ value }) => (value === null ? [] : [value])) : []
  const problem = typed === '' ? null : problemWith(key, typed)
  const take = (at: number) => {
    const value = values[at] ?? (problem === null && typed !== '' ? typed : undefined)
    if (value !== undefined) onApply({ [key]: value })
  }
  return (
    <OptionSearch
      label={`${field.label} ${isToken ? 'token' : 'id'}`}
      placeholder={`${field.hint}…`}
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
            {isToken ? <Swatch token={value} /> : null}
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
