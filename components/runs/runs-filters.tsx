'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { STATE_WORDS } from '@/components/runs/run-words'
import { TimeFilter } from '@/components/time-filter/time-filter'
import { FilterSelect } from '@/components/ui/form/filter-select'
import { useZoneRefresh } from '@/components/ui/time/use-zone-refresh'
import { RUN_STATES } from '@/lib/model/pipeline/ledger'
import { type RunsQuery, runsHref } from '@/lib/model/query/runs-query'

type Props = {
  query: RunsQuery
  /** Everybody who started a run. */
  starters: string[]
  /** By whose calendar the server understood the time. */
  renderedZone: string
}

/** What the runs are narrowed to: their state, who started them, when. */
export function RunsFilters({ query, starters, renderedZone }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  useZoneRefresh(renderedZone)
  const go = (change: RunsQuery) => start(() => router.push(runsHref(query, change)))
  const { state, by } = query
  const names = [...new Set([...starters, ...(by === undefined ? [] : [by])])]
  return (
    <search
      aria-busy={pending}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      <FilterSelect
        label="State"
        any="Any state"
        value={state}
        options={RUN_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))}
        onChange={(value) => go({ state: value })}
        className="w-36"
      />
      <FilterSelect
        label="Started by"
        any="Started by anybody"
        value={by}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(value) => go({ by: value })}
        className="w-48"
      />
      <TimeFilter value={query} onChange={go} />
    </search>
  )
}
