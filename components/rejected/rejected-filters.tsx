'use client'

import { ChartNoAxesColumn, List } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useTransition } from 'react'
import { fieldWord, GROUPING_WORDS } from '@/components/rejected/groups/group-words'
import { REJECTED_STATES as STATE_WORDS } from '@/components/rejected/rejected-state'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import { FilterChip } from '@/components/table/filter-chip'
import { TimeFilter } from '@/components/time-filter/time-filter'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'
import { useZoneRefresh } from '@/components/ui/time/use-zone-refresh'
import { type RejectedQuery, rejectedHref } from '@/lib/model/query/rejected-query'
import { decodeReason, describeReason } from '@/lib/model/reject-reasons'
import { REJECTED_GROUPINGS } from '@/lib/model/rejected/rejected-groups'
import { REJECTED_STATES, type RejectedState } from '@/lib/model/rejected/rejected-states'

const ANY = 'any'

type Props = {
  query: RejectedQuery
  /** By whose calendar the server understood the time. */
  renderedZone: string
  /** What stands at the end of the row. */
  children: ReactNode
}

/** What the messages are narrowed to: state, time, and what was chosen among reasons, fields and runs. */
export function RejectedFilters({ query, renderedZone, children }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  useZoneRefresh(renderedZone)
  const go = (change: RejectedQuery) => start(() => router.push(rejectedHref(query, change)))
  useCommands(
    useMemo((): Command[] => {
      const show = (by: RejectedQuery['by']) => () => router.push(rejectedHref(query, { by }))
      const list = { id: 'list-rejected', group: 'Rejected', label: 'List messages', icon: List }
      return [
        { ...list, run: show(undefined) },
        ...REJECTED_GROUPINGS.map((by) => ({
          id: `count-rejected-${by}`,
          group: 'Rejected',
          label: `Count by ${GROUPING_WORDS[by].one}`,
          words: 'group trend',
          icon: ChartNoAxesColumn,
          run: show(by),
        })),
      ]
    }, [query, router]),
  )
  const { state, reason, field, run, request } = query
  return (
    <search
      aria-busy={pending}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      <Select
        label="State"
        className={cn(
          'h-7 w-36',
          state !== undefined && 'border-accent bg-accent-soft text-accent',
        )}
        value={state ?? ANY}
        options={[
          { value: ANY, label: 'Any state' },
          ...REJECTED_STATES.map((value) => ({ value, label: STATE_WORDS[value].word })),
        ]}
        onChange={(next) => go({ state: next === ANY ? undefined : (next as RejectedState) })}
      />
      <TimeFilter value={query} onChange={go} />
      {reason === undefined ? null : (
        <FilterChip name="reason" without={rejectedHref(query, { reason: undefined })}>
          {describeReason(decodeReason(reason)).replace(/\.$/, '')}
        </FilterChip>
      )}
      {field === undefined ? null : (
        <FilterChip name="field" without={rejectedHref(query, { field: undefined })}>
          {fieldWord(field)}
        </FilterChip>
      )}
      {run === undefined ? null : (
        <FilterChip name="run" without={rejectedHref(query, { run: undefined })}>
          {run}
        </FilterChip>
      )}
      {request === undefined ? null : (
        <FilterChip name="request" without={rejectedHref(query, { request: undefined })}>
          {request}
        </FilterChip>
      )}
      {children}
    </search>
  )
}
