import { Download, ScrollText, SearchX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { RejectedPlaces } from '@/components/audit/about-links'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditList } from '@/components/audit/audit-list'
import { SearchedTo } from '@/components/logins/searched-to'
import type { LinkedTo } from '@/components/table/inspected-list'
import { ListPage } from '@/components/table/list-page'
import { LocalTime } from '@/components/table/local-time'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { RecordedActionPage } from '@/lib/db/reveal-log/list-recorded-actions'
import { formatCount } from '@/lib/format/format'
import {
  type AuditQuery,
  auditHref,
  auditQuery,
  isAuditFiltered,
} from '@/lib/model/query/audit-query'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import type { RecordedAction } from '@/lib/model/reveal/recorded-action'

type Props = {
  query: AuditQuery
  brokenParts: BrokenPart[]
  loaded: Loaded<{
    page: RecordedActionPage
    /** The cursor that the page was read from. */
    at: string | undefined
    linked: LinkedTo<RecordedAction> | undefined
    people: string[]
    rejectedPlaces: RejectedPlaces
  }>
  /** Whether the log is still as it was written. */
  chain: ReactNode
}

/** The reveal log, an action each: who asked for what and why, and what came of it. */
export function AuditPage({ query, brokenParts, loaded, chain }: Props) {
  const exportHref = auditQuery.href('/api/audit/export', {
    ...query,
    at: undefined,
    row: undefined,
  })
  return (
    <ListPage
      title="Audit log"
      subtitle="append-only, each row chained to the one before"
      actions={
        // A link would let another site have an admin export the log, on record.
        <form method="post" action={exportHref}>
          <Button type="submit">
            <Download /> Export CSV
          </Button>
        </form>
      }
      brokenParts={brokenParts}
      notices={chain}
      loaded={loaded}
      failure="The audit log could not be read."
      unharmed="Its entries are safe."
    >
      {({ page, at, linked, people, rejectedPlaces }) => (
        <AuditList
          actions={page.rows}
          rejectedPlaces={rejectedPlaces}
          linked={linked}
          filters={<AuditFilters query={query} people={people} />}
          empty={<NoRows query={query} page={page} isFirst={isFirstPage(page, at)} />}
          pager={<AuditPager query={{ ...query, at }} page={page} />}
        />
      )}
    </ListPage>
  )
}

function AuditPager({ query, page }: { query: AuditQuery; page: RecordedActionPage }) {
  const href = (at: string | undefined) => auditHref(query, { at })
  return (
    <Pager links={pageLinks({ page, at: query.at, href })}>
      {formatCount(page.rows.length, 'action')} on this page, newest first
      <SearchedTo at={page.searchedTo} />
    </Pager>
  )
}

type NoRowsProps = { query: AuditQuery; page: RecordedActionPage; isFirst: boolean }

function NoRows({ query, page, isFirst }: NoRowsProps) {
  if (page.searchedTo !== null && page.next !== null) {
    return (
      <EmptyState
        className="flex-1"
        icon={SearchX}
        title="None found so far."
        actions={
          <Button asChild>
            <Link href={auditHref(query, { at: page.next })}>Look further back</Link>
          </Button>
        }
      >
        The log was searched back to <LocalTime at={page.searchedTo} />.
      </EmptyState>
    )
  }
  if (!isAuditFiltered(query) && isFirst) {
    return (
      <EmptyState className="flex-1" icon={ScrollText} title="Nothing recorded yet.">
        Every reveal, search by original, copy, export, refusal and change of people, keys or
        retention is recorded here before it happens.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={SearchX}
      title={isFirst ? 'No entries match these filters.' : 'No entries on this page.'}
      actions={
        <Button asChild>
          <Link href="/audit">{isFirst ? 'Clear filters' : 'Go to the first page'}</Link>
        </Button>
      }
    />
  )
}
