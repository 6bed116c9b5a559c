import { ChartNoAxesColumn } from 'lucide-react'
import Link from 'next/link'
import { RunsList } from '@/components/runs/runs-list'
import { ListPage } from '@/components/table/list-page'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/ledger'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import type { Page } from '@/lib/model/query/page'
import { runsQuery } from '@/lib/model/query/runs-query'

type Props = {
  /** The cursor of the page. */
  at: string | undefined
  brokenParts: BrokenPart[]
  loaded: Loaded<Page<RunSummary>>
}

/** Every run with its ledger, newest first. */
export function RunsPage({ at, brokenParts, loaded }: Props) {
  const href = (cursor: string | undefined) => runsQuery.href('/runs', { at: cursor })
  return (
    <ListPage
      title="Runs"
      brokenParts={brokenParts}
      loaded={loaded}
      failure="The runs could not be read."
      unharmed="Their ledgers are safe."
    >
      {(page) =>
        page.rows.length === 0 ? (
          <NoRuns isFirst={isFirstPage(page, at)} />
        ) : (
          <>
            <RunsList runs={page.rows} />
            <Pager links={pageLinks({ page, at, href })}>
              {formatCount(page.rows.length, 'run')} on this page, newest first
            </Pager>
          </>
        )
      }
    </ListPage>
  )
}

function NoRuns({ isFirst }: { isFirst: boolean }) {
  return (
    <EmptyState
      className="flex-1"
      icon={ChartNoAxesColumn}
      title={isFirst ? 'No run yet.' : 'No runs on this page.'}
      actions={
        <Button asChild>
          <Link href={isFirst ? '/' : '/runs'}>
            {isFirst ? 'Go to the overview' : 'Go to the first page'}
          </Link>
        </Button>
      }
    >
      {isFirst
        ? 'Ingest now on the overview, or npm run ingest, starts one; it stays here with its ledger.'
        : 'The runs that stood here are gone.'}
    </EmptyState>
  )
}
