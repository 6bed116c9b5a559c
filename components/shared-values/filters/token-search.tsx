'use client'

import { type FormEvent, useState } from 'react'
import { FILTER_ON } from '@/components/shared-values/filters/filter-style'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'

type Props = {
  token: string | undefined
  onChange: (change: Partial<SharedQuery>) => void
}

/** Finds by the beginning of a token. Nothing else that is typed gets into the URL. */
export function TokenSearch({ token, onChange }: Props) {
  const [text, setText] = useState(token ?? '')
  const [isWrong, setWrong] = useState(false)
  const search = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return onChange({ token: undefined })
    const { token: found } = sharedQuery.parse({ token: text }).query
    if (found === undefined) return setWrong(true)
    onChange({ token: found })
  }
  return (
    <form onSubmit={search} className="relative max-sm:w-full">
      <Tooltip label="Find by token" keys={['/']}>
        <Input
          type="search"
          aria-label="Beginning of a token"
          aria-keyshortcuts="/"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'token-search-problem' : undefined}
          placeholder="token or first digits"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          value={text}
          onClick={(event) => event.currentTarget.focus()}
          onChange={(event) => {
            setText(event.target.value)
            setWrong(false)
          }}
          className={cn(
            'h-7 w-52 font-mono text-sm max-sm:w-full',
            token !== undefined && FILTER_ON,
          )}
        />
      </Tooltip>
      {isWrong ? (
        <p
          id="token-search-problem"
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 w-72 rounded-md border border-danger bg-surface px-2.5 py-1.5 text-danger shadow-float"
        >
          Type at least 4 of the token’s digits (0–9, a–f), or the whole token. An original is never
          looked for here.
        </p>
      ) : null}
    </form>
  )
}
