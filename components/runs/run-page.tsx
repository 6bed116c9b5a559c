'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { LedgerLine } from '@/components/ledger/ledger-line'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import { Notice } from '@/components/notice/notice'
import { BatchesTable } from '@/components/runs/batches-table'
import { RunFacts } from '@/components/runs/run-facts'
import { RunState } from '@/components/runs/run-state'
import { runProblem } from '@/components/runs/run-words'
import { StopRun } from '@/components/runs/stop-run'
import { useLiveRuns } from '@/components/runs/use-live-runs'
import { Page } from '@/components/shell/page'
import type { RunActions } from '@/components/shell/shell-context'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { formatCount } from '@/lib/format/format'
import { type BatchRow, isActive, type RunSummary } from '@/lib/model/ledger'

type Props = {
  run: RunSummary
  batches: { rows: BatchRow[]; previous: string | null; next: string | null }
  isFirst: boolean
  ignored: string[]
  /** Null for those who may only look. */
  stopRun: RunActions['stopRun'] | null
}

/** How often the newest batches of an active run are read again. */
const REFRESH_MS = 2_000

/** One run: its ledger, its facts, its batches; live while it works. */
export function RunPage({ run: rendered, batches, isFirst, ignored, stopRun }: Props) {
  const [run = rendered] = useLiveRuns([rendered])
  const router = useRouter()
  const outdated = isFirst && run.batches !== rendered.batches
  const active = isActive(run.state)
  const problem = runProblem(run)

  useEffect(() => {
    if (!outdated) return
    const timer = setTimeout(() => router.refresh(), REFRESH_MS)
    return () => clearTimeout(timer)
  }, [outdated, router])

  const href = `/runs/${run.id}`
  return (
    <Page
      title={`Run ${run.id}`}
      subtitle={
        <span className="flex items-center gap-2">
          <RunState run={run} />
          <Link href="/runs" className="rounded-sm underline-offset-4 hover:underline">
            all runs
          </Link>
        </span>
      }
      actions={active && stopRun !== null ? <StopRun run={run} stopRun={stopRun} /> : null}
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        {problem === null ? null : (
          <Notice tone={problem.tone} title={problem.title}>
            {problem.cause}
          </Notice>
        )}
        <section aria-label="Ledger" className="shrink-0 border-line border-b px-4 pt-4 pb-3">
          <LedgerLine runId={run.id} ledger={run.ledger} size="large" />
          <RunFacts run={run} />
        </section>
        {batches.rows.length === 0 ? (
          <p className="flex-1 px-4 py-6 text-muted">
            {active
              ? 'No batch yet: it appears here once it is stored.'
              : 'No batch: the run ended before it received anything.'}
          </p>
        ) : (
          <ScrollPane aria-label="Batches" className="flex-1">
            <BatchesTable batches={batches.rows} />
          </ScrollPane>
        )}
        <Pager
          links={{
            first: isFirst ? null : href,
            previous:
              isFirst || batches.previous === null ? null : `${href}?at=${batches.previous}`,
            next: batches.next === null ? null : `${href}?at=${batches.next}`,
          }}
        >
          {formatCount(batches.rows.length, 'batch', 'batches')} on this page of{' '}
          {formatCount(run.batches, 'batch', 'batches')}, newest first
        </Pager>
      </div>
    </Page>
  )
}
