import { ChartNoAxesColumn, SearchX } from 'lucide-react'
import Link from 'next/link'
import { ExportButton } from '@/components/export/export-button'
import { NewRuns } from '@/components/runs/new-runs'
import { RunsFilters } from '@/components/runs/runs-filters'
import { RunsList } from '@/components/runs/runs-list'
import { ListPage } from '@/components/table/list-page'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import type { Page } from '@/lib/model/query/page'
import { isRunsFiltered, type RunsQuery, runsHref, runsQuery } from '@/lib/model/query/runs-query'

type Props = {
  query: RunsQuery
  brokenParts: BrokenPart[]
  loaded: Loaded<{
    page: Page<RunSummary>
    starters: string[]
    /** The newest run, whatever the filters; 0 before the first. */
    newestId: number
  }>
  /** By whose calendar the server understood the time. */
  renderedZone: string
}

/** Runs with their ledgers, newest first. */
export function RunsPage({ query, brokenParts, loaded, renderedZone }: Props) {
  const { at } = query
  const href = (cursor: string | undefined) => runsHref(query, { at: cursor })
  return (
    <ListPage
      title="Runs"
      actions={
        loaded.kind === 'loaded' ? (
          <ExportButton
            href={runsQuery.href('/api/runs/export', { ...query, at: undefined })}
            total={loaded.value.page.rows.length === 0 ? { count: 0, isExact: true } : null}
            one="run"
            many="runs"
            hasNdjson
          />
        ) : undefined
      }
      brokenParts={brokenParts}
      loaded={loaded}
      failure="The runs could not be read."
      unharmed="Their ledgers are safe."
    >
      {({ page, starters, newestId }) => (
        <>
          <RunsFilters query={query} starters={starters} renderedZone={renderedZone} />
          <NewRuns query={query} newestId={newestId} />
          {page.rows.length === 0 ? (
            <NoRuns isFirst={isFirstPage(page, at)} isFiltered={isRunsFiltered(query)} />
          ) : (
            <>
              <RunsList runs={page.rows} />
              <Pager links={pageLinks({ page, at, href })}>
                {formatCount(page.rows.length, 'run')} on this page, newest first
              </Pager>
            </>
          )}
        </>
      )}
    </ListPage>
  )
}

function NoRuns({ isFirst, isFiltered }: { isFirst: boolean; isFiltered: boolean }) {
  if (isFirst && !isFiltered) {
    return (
      <EmptyState
        className="flex-1"
        icon={ChartNoAxesColumn}
        title="No run yet."
        actions={
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        Ingest now on the overview, or npm run ingest, starts one; it stays here with its ledger.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={isFiltered ? SearchX : ChartNoAxesColumn}
      title={isFirst ? 'No run matches these filters.' : 'No runs on this page.'}
      actions={
        <Button asChild>
          <Link href="/runs">{isFirst ? 'Clear filters' : 'Go to the first page'}</Link>
        </Button>
      }
    >
      {isFirst ? null : 'The runs that stood here are gone.'}
    </EmptyState>
  )
}
