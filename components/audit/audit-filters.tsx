'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { KINDS, OUTCOMES } from '@/components/audit/audit-words'
import { TextFilter } from '@/components/audit/text-filter'
import { Swatch } from '@/components/masked-value/swatch'
import { FilterChip } from '@/components/table/filter-chip'
import { TimeFilter } from '@/components/time-filter/time-filter'
import { FilterSelect } from '@/components/ui/form/filter-select'
import { type AuditQuery, auditHref } from '@/lib/model/query/audit-query'
import type { RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'
import { shortToken } from '@/lib/model/token'

const KIND_NAMES = Object.keys(KINDS) as RevealAction[]
const OUTCOME_NAMES = Object.keys(OUTCOMES) as RevealOutcome[]

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
      <FilterSelect
        label="Person"
        any="Anybody"
        value={person}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(value) => go({ person: value })}
        className="w-48"
      />
      <FilterSelect
        label="Kind"
        any="Any kind"
        value={query.kind}
        options={KIND_NAMES.map((value) => ({ value, label: KINDS[value] }))}
        onChange={(value) => go({ kind: value })}
        className="w-40"
      />
      <FilterSelect
        label="Outcome"
        any="Any outcome"
        value={query.outcome}
        options={OUTCOME_NAMES.map((value) => ({ value, label: OUTCOMES[value].word }))}
        onChange={(value) => go({ outcome: value })}
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
