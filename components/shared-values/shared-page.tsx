import { ExportButton } from '@/components/export/export-button'
import { FoldNotice } from '@/components/notice/fold-notice'
import type { ReviewAction } from '@/components/reviews/review-action'
import { AddressesAreShared } from '@/components/shared-values/addresses-are-shared'
import { SharedFilters } from '@/components/shared-values/filters/shared-filters'
import { NothingShared } from '@/components/shared-values/nothing-shared'
import { sharedHref } from '@/components/shared-values/shared-href'
import { SharedRows } from '@/components/shared-values/shared-rows'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { ListPage } from '@/components/table/list-page'
import { pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import type { SharedPage as SharedListPage } from '@/lib/db/shared/list-shared'
import { formatCount, formatNumber } from '@/lib/format/format'
import type { FoldState } from '@/lib/model/live/folding'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

type Found = {
  page: SharedListPage
  count: { count: number; isExact: boolean }
  /** How far they were behind when they were read. */
  folding: FoldState
  /** The addresses of those who may look after some. */
  assignees: readonly string[]
}

type Props = {
  kind: SharedKind
  query: SharedQuery
  brokenParts: BrokenPart[]
  loaded: Loaded<Found>
  /** Null for those who may only look. */
  onReview: ReviewAction | null
}

/** Devices, or IPs, that several users share. */
export function SharedPage({ kind, query, brokenParts, loaded, onReview }: Props) {
  const words = SHARED_WORDS[kind]
  const found = loaded.kind === 'loaded' ? loaded.value : null
  return (
    <ListPage
      title={words.title}
      subtitle="shared by several users"
      actions={
        found && found.count.count > 0 ? (
          <ExportButton
            href={`/api/shared/${kind}/export?${sharedQuery.write({ ...query, at: undefined })}`}
            total={found.count}
            one={words.one}
            many={words.many}
            hasNdjson
          />
        ) : null
      }
      brokenParts={brokenParts}
      notices={
        <>
          <FoldNotice folding={found?.folding ?? null} />
          {kind === 'ip' ? <AddressesAreShared /> : null}
        </>
      }
      loaded={loaded}
      failure={`The ${words.many} could not be read.`}
      unharmed="What is stored is safe."
    >
      {(value) => <SharedValues kind={kind} query={query} found={value} onReview={onReview} />}
    </ListPage>
  )
}

type ValuesProps = Pick<Props, 'kind' | 'query' | 'onReview'> & { found: Found }

function SharedValues({ kind, query, found, onReview }: ValuesProps) {
  const { page, count, folding, assignees } = found
  const words = SHARED_WORDS[kind]
  const href = (at: string | undefined) => sharedHref(kind, query, { at })
  return (
    <>
      <SharedFilters kind={kind} query={query} assignees={assignees}>
        <p className="text-muted tabular-nums">
          {count.isExact
            ? formatCount(count.count, words.one, words.many)
            : `${formatNumber(count.count)}+ ${words.many}`}
        </p>
      </SharedFilters>
      {page.rows.length === 0 ? (
        <NothingShared
          kind={kind}
          query={query}
          isBrokenOff={page.isBrokenOff}
          isBehind={folding.lagMs !== 0}
        />
      ) : (
        <SharedRows
          kind={kind}
          query={query}
          rows={page.rows}
          assignees={assignees}
          onReview={onReview}
        />
      )}
      <Pager links={pageLinks({ page, at: query.at, href, withLast: true })}>
        {formatCount(page.rows.length, words.one, words.many)} on this page, with {query.users} or
        more users each
        {page.isBrokenOff ? ' · more may match: the next page searches on' : null}
      </Pager>
    </>
  )
}
