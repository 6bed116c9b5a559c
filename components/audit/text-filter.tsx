'use client'

import { type FormEvent, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { type AuditQuery, auditQuery, MAX_TEXT_LENGTH } from '@/lib/model/query/audit-query'
import { TICKET_MAX_LENGTH } from '@/lib/model/reveal/reveal'

const PARTS = {
  ticket: { label: 'Ticket', width: 'w-28', longest: TICKET_MAX_LENGTH },
  text: { label: 'Text of the reason', width: 'w-44', longest: MAX_TEXT_LENGTH },
} as const

type Props = {
  part: keyof typeof PARTS
  query: AuditQuery
  onChange: (change: AuditQuery) => void
}

/** Narrows the log to what a text holds, on Enter. What looks like an original does not get into the URL. */
export function TextFilter({ part, query, onChange }: Props) {
  const { label, width, longest } = PARTS[part]
  const [text, setText] = useState(query[part] ?? '')
  const [problem, setProblem] = useState<string>()
  const search = (event: FormEvent) => {
    event.preventDefault()
    const typed = text.trim()
    if (typed === '') return onChange({ [part]: undefined })
    const { query: read, brokenParts } = auditQuery.parse({ [part]: typed })
    const [broken] = brokenParts
    if (broken === undefined) onChange({ [part]: read[part] })
    else setProblem(`This ${broken.problem}.`)
  }
  const id = `audit-${part}-problem`
  return (
    <form onSubmit={search} className="relative">
      <Input
        type="search"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
        className={cn(
          'h-7',
          width,
          query[part] !== undefined && 'border-accent bg-accent-soft text-accent',
        )}
      />
      {problem === undefined ? null : (
        <p
          id={id}
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 w-72 rounded-md border border-danger bg-surface px-2.5 py-1.5 text-danger shadow-float"
        >
          {problem}
        </p>
      )}
    </form>
  )
}
