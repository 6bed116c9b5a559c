'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { KINDS, OUTCOMES } from '@/components/audit/audit-words'
import { TextFilter } from '@/components/audit/text-filter'
import { Swatch } from '@/components/masked-value/swatch'
import { FilterChip } from '@/components/table/filter-chip'
import { TimeFilter } from '@/components/time-filter/time-filter'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'
import { type AuditQuery, auditHref } from '@/lib/model/query/audit-query'
import type { RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'
import { shortToken } from '@/lib/model/token'

const ANY = 'any'

type Props = { query: AuditQuery; people: string[] }

/** What the log is narrowed to: person, kind, outcome, ticket, reason, time, and a token. */
export function AuditFilters({ query, people }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const go = (change: AuditQuery) => start(() => router.push(auditHref(query, change)))
  const { person, token } = query
  const names = [...new Set([...people, ...(person === undefined ? [] : [person])])]
  return (
    <search
      aria-busy={pending}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      <Choice
        label="Person"
        any="Anybody"
        value={person}
        options={names.map((name) => ({ value: `=${name}`, label: name }))}
        onChange={(value) => go({ person: value })}
        className="w-48"
      />
      <Choice
        label="Kind"
        any="Any kind"
        value={query.kind}
        options={Object.entries(KINDS).map(([value, label]) => ({ value: `=${value}`, label }))}
        onChange={(value) => go({ kind: value as RevealAction | undefined })}
        className="w-40"
      />
      <Choice
        label="Outcome"
        any="Any outcome"
        value={query.outcome}
        options={Object.entries(OUTCOMES).map(([value, { word }]) => ({
          value: `=${value}`,
          label: word,
        }))}
        onChange={(value) => go({ outcome: value as RevealOutcome | undefined })}
        className="w-36"
      />
      <TextFilter key={`ticket ${query.ticket}`} part="ticket" query={query} onChange={go} />
      <TextFilter key={`text ${query.text}`} part="text" query={query} onChange={go} />
      <TimeFilter value={query} onChange={go} />
      {token === undefined ? null : (
        <FilterChip name="token" without={auditHref(query, { token: undefined })}>
          <span className="inline-flex items-center gap-1.5 font-mono text-sm">
            <Swatch token={token} /> {shortToken(token)}…
          </span>
        </FilterChip>
      )}
    </search>
  )
}

type ChoiceProps = {
  label: string
  any: string
  value: string | undefined
  /** Values are marked, so that none is the word for any. */
  options: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
  className: string
}

function Choice({ label, any, value, options, onChange, className }: ChoiceProps) {
  return (
    <Select
      label={label}
      className={cn(
        'h-7',
        className,
        value !== undefined && 'border-accent bg-accent-soft text-accent',
      )}
      value={value === undefined ? ANY : `=${value}`}
      options={[{ value: ANY, label: any }, ...options]}
      onChange={(next) => onChange(next === ANY ? undefined : next.slice(1))}
    />
  )
}
