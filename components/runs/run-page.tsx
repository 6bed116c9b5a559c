import Link from 'next/link'
import { ExportButton } from '@/components/export/export-button'
import { BatchesTable } from '@/components/runs/batches-table'
import { LiveRun, LiveRunState, LiveStopRun } from '@/components/runs/live-run'
import type { RunActions } from '@/components/shell/shell-context'
import { ListPage } from '@/components/table/list-page'
import { LocalTime } from '@/components/table/local-time'
import { isFirstPage, pageLinks } from '@/components/table/page-links'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { formatCount, formatNumber } from '@/lib/format/format'
import {
  type BatchRow,
  type DroppedBatches,
  isActive,
  type RunSummary,
} from '@/lib/model/pipeline/ledger'
import { batchesQuery } from '@/lib/model/query/batches-query'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import type { Page } from '@/lib/model/query/page'

type Found = {
  run: RunSummary
  batches: Page<BatchRow>
  /** Those that are kept no longer; the ledger's sums count them. */
  dropped: DroppedBatches | null
}

type Props = {
  runId: number
  /** The cursor of the page of batches. */
  at: string | undefined
  brokenParts: BrokenPart[]
  loaded: Loaded<Found>
  /** Null for those who may only look. */
  stopRun: RunActions['stopRun'] | null
}

/** One run: its ledger, its facts, its batches; live while it works. */
export function RunPage({ runId, at, brokenParts, loaded, stopRun }: Props) {
  const { run, dropped } = loaded.kind === 'loaded' ? loaded.value : { run: null, dropped: null }
  return (
    <ListPage
      title={`Run ${runId}`}
      subtitle={run === null ? undefined : <Subtitle run={run} />}
      actions={
        run === null ? undefined : (
          <>
            {stopRun === null ? null : <LiveStopRun run={run} stopRun={stopRun} />}
            <ExportButton
              href={`/api/runs/${run.id}/batches/export`}
              // While it works there are more by then.
              total={
                isActive(run.state) ? null : { count: run.batches - gone(dropped), isExact: true }
              }
              one="batch"
              many="batches"
              hasNdjson
            />
          </>
        )
      }
      brokenParts={brokenParts}
      loaded={loaded}
      failure="The run could not be read."
      unharmed="Its ledger is safe."
    >
      {(found) => <RunDetail found={found} at={at} />}
    </ListPage>
  )
}

function Subtitle({ run }: { run: RunSummary }) {
  return (
    <span className="flex items-center gap-2">
      <LiveRunState run={run} />
      <Link href="/runs" className="rounded-sm underline-offset-4 hover:underline">
        all runs
      </Link>
    </span>
  )
}

function RunDetail({
  found: { run, batches, dropped },
  at,
}: {
  found: Found
  at: string | undefined
}) {
  const href = (cursor: string | undefined) => batchesQuery.href(`/runs/${run.id}`, { at: cursor })
  return (
    <>
      <LiveRun run={run} refreshesBatches={isFirstPage(batches, at)} />
      {dropped === null ? null : <Dropped dropped={dropped} />}
      {batches.rows.length === 0 ? (
        <p className="flex-1 px-4 py-6 text-muted">{wordsForNone(run, dropped)}</p>
      ) : (
        <ScrollPane aria-label="Batches" className="flex-1">
          <BatchesTable batches={batches.rows} />
        </ScrollPane>
      )}
      <Pager links={pageLinks({ page: batches, at, href })}>
        {batchesWords(batches.rows.length, run.batches - gone(dropped))}, newest first
      </Pager>
    </>
  )
}

/** `28 batches`, or `100 of 280 batches on this page`. */
function batchesWords(shown: number, all: number): string {
  const words = formatCount(all, 'batch', 'batches')
  return shown === all ? words : `${formatNumber(shown)} of ${words} on this page`
}

function Dropped({ dropped }: { dropped: DroppedBatches }) {
  return (
    <p className="border-line border-b px-4 py-2 text-muted">
      {formatCount(dropped.batches, 'batch', 'batches')} up to{' '}
      <LocalTime at={dropped.until} className="text-muted" /> are kept no longer. The sums above
      count them.
    </p>
  )
}

function wordsForNone(run: RunSummary, dropped: DroppedBatches | null): string {
  if (isActive(run.state)) return 'No batch yet: it appears here once it is stored.'
  if (dropped !== null) return 'No batch of this run is kept any longer.'
  return 'No batch: the run ended before it received anything.'
}

function gone(dropped: DroppedBatches | null): number {
  return dropped?.batches ?? 0
}
