'use client'

import { useState } from 'react'
import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { excluded, included, including, leavingOut } from '@/components/logins/filters/narrow'
import { OptionSearch } from '@/components/logins/filters/option-search'
import { problemWith } from '@/components/logins/filters/problem-with'
import { SUGGESTION_WORDS, useSuggestions } from '@/components/logins/filters/use-suggestions'
import { type Way, WayChoice } from '@/components/logins/filters/way-choice'
import { Swatch } from '@/components/masked-value/swatch'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { MAX_VALUES, type TextKey } from '@/lib/model/query/parts/filter-parts'

/** What a token may begin with; anything else is not sent to be completed. */
const TOKEN_START = /^[\w]*$/

const WAYS: Record<'text' | 'token', readonly Way[]> = {
  text: ['is', 'is not', 'starts with'],
  token: ['is', 'is not'],
}

/** One value or several, each completed as it is typed; or what they begin with. */
export function ValueEditor({ field, query, onApply }: EditorProps & { field: FilterField }) {
  const key = field.key as TextKey
  const isToken = field.kind === 'token'
  const ways = WAYS[isToken ? 'token' : 'text']
  const [way, setWay] = useState(wayOf(query, key))
  const [text, setText] = useState((way === 'starts with' ? query.user_id_starts : undefined) ?? '')
  const typed = text.trim()
  const isAsked = !isToken || TOKEN_START.test(typed)
  const { found, state } = useSuggestions(key, isAsked ? typed : '')
  // What is asked for already stays, and another is added to it.
  const on = (way === 'is not' ? excluded(query, key) : included(query, key)) as (string | null)[]
  const kept = typed === '' ? on : []
  const others = isAsked ? found.flatMap(({ value }) => (value === null ? [] : [value])) : []
  const withNone = 'none'.startsWith(typed.toLowerCase()) && !kept.includes(null)
  const values = [
    ...kept,
    ...others.filter((value) => !kept.includes(value)),
    ...(withNone && state !== 'loading' ? [null] : []),
  ]
  const problem = typed === '' ? null : problemWith(key, typed)
  const apply = (value: string | null) => {
    const next = on.includes(value)
      ? on.filter((one) => one !== value)
      : [...on, value].slice(-MAX_VALUES)
    onApply(way === 'is not' ? leavingOut(key, next) : including(key, next))
  }
  const take = (at: number) => {
    const value = values[at]
    if (value !== undefined) apply(value)
    else if (problem === null && typed !== '') apply(typed)
  }
  const onKey = (pressed: string, at: number) => {
    if (pressed === '!') setWay(way === 'is not' ? 'is' : 'is not')
    else if (way !== 'starts with') take(at)
    else if (problem === null && typed !== '')
      onApply({ ...including(key, []), user_id_starts: typed })
  }
  return (
    <OptionSearch
      label={`${field.label} ${isToken ? 'token' : 'id'}`}
      placeholder={`${field.hint}…`}
      text={text}
      onText={setText}
      onPick={take}
      onKey={onKey}
      heeds={text === '' ? ['!'] : []}
      empty={
        problem === null && typed !== '' && state === 'ready' ? PASTED : SUGGESTION_WORDS[state]
      }
      isLoading={state === 'loading'}
      options={values.map((value) => ({
        key: value === null ? 'none' : `=${value}`,
        isOn: on.length > 0 ? on.includes(value) : undefined,
        content:
          value === null ? (
            <span className="text-muted">none</span>
          ) : (
            <>
              {isToken ? <Swatch token={value} /> : null}
              <span className="truncate font-mono text-sm">{value}</span>
            </>
          ),
      }))}
    >
      <WayChoice ways={ways} way={way} onWay={setWay} />
      <Notes way={way} problem={problem} />
    </OptionSearch>
  )
}

function Notes({ way, problem }: { way: Way; problem: string | null }) {
  return (
    <>
      {way === 'starts with' ? (
        <p className="border-line border-b px-3 py-2 text-muted text-sm">
          ↵ filters by what was typed; a click takes one user.
        </p>
      ) : null}
      {problem ? (
        <p role="alert" className="border-line border-b bg-warn-soft px-3 py-2 text-warn">
          {`This ${problem}.`}
        </p>
      ) : null}
    </>
  )
}

const PASTED = 'No suggestions. Press ↵ to filter by this value anyway.'

function wayOf(query: LoginsQuery, key: TextKey): Way {
  if (key === 'user_id' && query.user_id_starts !== undefined) return 'starts with'
  return included(query, key).length === 0 && excluded(query, key).length > 0 ? 'is not' : 'is'
}
