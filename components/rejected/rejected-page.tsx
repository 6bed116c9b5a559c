import { ExportButton } from '@/components/export/export-button'
import { BulkBar } from '@/components/rejected/bulk/bulk-bar'
import { GroupsList } from '@/components/rejected/groups/groups-list'
import { NewRejected } from '@/components/rejected/new-rejected'
import { NoneRejected, NoneSoFar } from '@/components/rejected/none-rejected'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedFilters } from '@/components/rejected/rejected-filters'
import { RejectedList } from '@/components/rejected/rejected-list'
import type { LinkedTo } from '@/components/table/inspected-list'
import { ListPage } from '@/components/table/list-page'
import { LocalTime } from '@/components/table/local-time'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { LinkTabs } from '@/components/ui/link-tabs'
import type { RejectedListPage } from '@/lib/db/rejected/list-rejected'
import { formatAtLeast } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import { type RejectedQuery, rejectedHref, rejectedQuery } from '@/lib/model/query/rejected-query'
import type {
  RejectedCounts,
  RejectedFilter,
  RejectedGroups,
} from '@/lib/model/rejected/rejected-groups'

type Listed = {
  page: RejectedListPage
  /** The cursor that the page was read from. */
  at: string | undefined
  linked: LinkedTo<RejectedRow> | undefined
}

type Found = {
  filter: RejectedFilter
  counts: RejectedCounts
  /** How many are open, whatever the filters, and when all this was read; Unix milliseconds. */
  openInAll: number
  readAtMs: number
  found: Listed | RejectedGroups
}

type Props = {
  query: RejectedQuery
  brokenParts: BrokenPart[]
  loaded: Loaded<Found>
  /** What may be done with messages; null for those who may only look. */
  actions: RejectedActions | null
  /** By whose calendar the server understood the time. */
  renderedZone: string
}

/** The messages that are no logins and never will be: why, but not what they said. */
export function RejectedPage({ query, brokenParts, loaded, actions, renderedZone }: Props) {
  const known = loaded.kind === 'loaded' ? loaded.value : null
  return (
    <ListPage
      title="Rejected"
      subtitle="bodies are sealed; only reasons are shown"
      actions={<ExportRejected query={query} counts={known?.counts ?? null} />}
      brokenParts={brokenParts}
      notices={
        <>
          <LinkTabs
            label="Rejected messages"
            current={isTodayByReason(query) ? 'today' : (query.by ?? 'messages')}
            tabs={tabsOf(query)}
          />
          <RejectedFilters query={query} renderedZone={renderedZone}>
            {known === null ? null : <Open found={known} actions={actions} />}
          </RejectedFilters>
        </>
      }
      loaded={loaded}
      failure="The rejected messages could not be read."
      unharmed="They are safe."
    >
      {({ counts, openInAll, readAtMs, found }) => (
        <>
          <NewRejected query={query} openInAll={openInAll} readAtMs={readAtMs} />
          {'groups' in found ? (
            <Groups query={query} groups={found} />
          ) : (
            <Messages query={query} counts={counts} found={found} actions={actions} />
          )}
        </>
      )}
    </ListPage>
  )
}

const TODAY_BY_REASON: RejectedQuery = {
  by: 'reason',
  range: 'today',
  from: undefined,
  to: undefined,
}

function isTodayByReason({ by, range }: RejectedQuery): boolean {
  return by === TODAY_BY_REASON.by && range === TODAY_BY_REASON.range
}

function tabsOf(query: RejectedQuery) {
  const everReason: RejectedQuery = isTodayByReason(query)
    ? { by: 'reason', range: undefined }
    : { by: 'reason' }
  return [
    { id: 'messages', label: 'Messages', href: rejectedHref(query, { by: undefined }) },
    { id: 'reason', label: 'Reasons', href: rejectedHref(query, everReason) },
    { id: 'today', label: 'Reasons today', href: rejectedHref(query, TODAY_BY_REASON) },
    { id: 'field', label: 'Fields', href: rejectedHref(query, { by: 'field' }) },
    { id: 'day', label: 'Days', href: rejectedHref(query, { by: 'day' }) },
    { id: 'run', label: 'Runs', href: rejectedHref(query, { by: 'run' }) },
  ]
}

/** How many are open, and for those who may, what can be done with them. */
function Open({ found, actions }: { found: Found; actions: RejectedActions | null }) {
  const { filter, counts } = found
  if (actions !== null) {
    const { previewBulk, putManyBack, discardMany } = actions
    const bulk = { previewBulk, putManyBack, discardMany }
    return <BulkBar filter={filter} open={counts.open} actions={bulk} />
  }
  return <span className="ml-auto text-muted tabular-nums">{formatAtLeast(counts.open)} open</span>
}

function ExportRejected({
  query,
  counts,
}: {
  query: RejectedQuery
  counts: RejectedCounts | null
}) {
  const asked = { ...query, by: undefined, at: undefined, row: undefined }
  return (
    <ExportButton
      href={rejectedQuery.href('/api/rejected/export', asked)}
      total={counts?.total ?? null}
      one="message"
      many="messages"
    />
  )
}

function Groups({ query, groups }: { query: RejectedQuery; groups: RejectedGroups }) {
  if (groups.groups.length === 0) return <NoneRejected query={query} isFirst />
  return <GroupsList query={query} groups={groups} />
}

type MessagesProps = {
  query: RejectedQuery
  counts: RejectedCounts
  found: Listed
  actions: RejectedActions | null
}

function Messages({ query, counts, found, actions }: MessagesProps) {
  const { page, at, linked } = found
  const href = (cursor: string | undefined) => rejectedHref(query, { at: cursor })
  if (page.rows.length === 0 && !linked?.elsewhere) {
    if (page.searchedTo !== null && page.next !== null) {
      return <NoneSoFar searchedTo={page.searchedTo} href={href(page.next)} />
    }
    return <NoneRejected query={query} isFirst={isFirstPage(page, at)} />
  }
  return (
    <RejectedList
      query={query}
      messages={page.rows}
      linked={linked}
      actions={actions}
      pager={
        <Pager links={pageLinks({ page, at, href })}>
          {page.rows.length} of {formatAtLeast(counts.total)} rejected on this page, newest first
          {page.searchedTo === null ? null : (
            <>
              {' '}
              · searched back to <LocalTime at={page.searchedTo} /> so far
            </>
          )}
        </Pager>
      }
    />
  )
}
