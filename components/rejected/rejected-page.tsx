import { CircleCheck, SearchX } from 'lucide-react'
import Link from 'next/link'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedList } from '@/components/rejected/rejected-list'
import { FilterChip } from '@/components/table/filter-chip'
import type { LinkedTo } from '@/components/table/inspected-list'
import { ListPage } from '@/components/table/list-page'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCapped } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import type { Page } from '@/lib/model/query/page'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'

type Found = {
  page: Page<RejectedRow>
  /** The cursor that the page was read from. */
  at: string | undefined
  linked: LinkedTo<RejectedRow> | undefined
  /** Of all runs, counted up to the cap and one more. */
  total: number
  cap: number
}

type Props = {
  query: RejectedQuery
  brokenParts: BrokenPart[]
  loaded: Loaded<Found>
  /** What may be done with a message; null for those who may only look. */
  actions: RejectedActions | null
}

/** The messages that are no logins and never will be: why, but not what they said. */
export function RejectedPage({ query, brokenParts, loaded, actions }: Props) {
  return (
    <ListPage
      title="Rejected"
      subtitle="bodies are sealed; only reasons are shown"
      brokenParts={brokenParts}
      notices={query.run === undefined ? null : <RunFilter run={query.run} />}
      loaded={loaded}
      failure="The rejected messages could not be read."
      unharmed="They are safe."
    >
      {(found) =>
        found.page.rows.length === 0 && !found.linked?.elsewhere ? (
          <NoneRejected run={query.run} isFirst={isFirstPage(found.page, found.at)} />
        ) : (
          <RejectedList
            messages={found.page.rows}
            linked={found.linked}
            actions={actions}
            pager={<RejectedPager query={query} found={found} />}
          />
        )
      }
    </ListPage>
  )
}

function RunFilter({ run }: { run: number }) {
  return (
    <div className="flex h-12 shrink-0 items-center border-line border-b px-4">
      <FilterChip name="run" without="/rejected">
        {run}
      </FilterChip>
    </div>
  )
}

function RejectedPager({ query, found }: { query: RejectedQuery; found: Found }) {
  const { page, at: from, total, cap } = found
  const href = (at: string | undefined) => rejectedQuery.href('/rejected', { run: query.run, at })
  return (
    <Pager links={pageLinks({ page, at: from, href })}>
      {query.run === undefined
        ? `${page.rows.length} on this page of ${formatCapped(total, cap)} rejected, newest first`
        : `${page.rows.length} on this page, newest first`}
    </Pager>
  )
}

function NoneRejected({ run, isFirst }: { run: number | undefined; isFirst: boolean }) {
  if (run === undefined && isFirst) {
    return (
      <EmptyState className="flex-1" icon={CircleCheck} title="Nothing rejected.">
        Every message received so far was a login. One that is not JSON, lacks a field or holds an
        IP that is none would be listed here with its reasons.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={run === undefined ? SearchX : CircleCheck}
      title={run === undefined ? 'Nothing on this page.' : `Run ${run} rejected nothing.`}
      actions={
        <Button asChild>
          <Link href="/rejected">
            {run === undefined ? 'Go to the first page' : 'Show those of all runs'}
          </Link>
        </Button>
      }
    />
  )
}
