'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { LedgerLine } from '@/components/ledger/ledger-line'
import { Notice } from '@/components/notice/notice'
import { NoticeStack } from '@/components/notice/notice-stack'
import { RunFacts } from '@/components/runs/run-facts'
import { RunState } from '@/components/runs/run-state'
import { runProblem } from '@/components/runs/run-words'
import { StopRun } from '@/components/runs/stop-run'
import { StopWords } from '@/components/runs/stop-words'
import { useLiveRuns } from '@/components/runs/use-live-runs'
import { useLive } from '@/components/shell/live-provider'
import type { RunActions } from '@/components/shell/shell-context'
import { StaleWith } from '@/components/shell/status/stale'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

type Props = {
  /** As the page was rendered with it. */
  run: RunSummary
  /** Whether the page shows the newest batches, which change while the run works. */
  refreshesBatches: boolean
}

/** How often the newest batches of an active run are read again. */
const REFRESH_MS = 2_000

/** What is the matter with a run, its ledger and its facts. */
export function LiveRun({ run: rendered, refreshesBatches }: Props) {
  const run = useLiveRun(rendered)
  const router = useRouter()
  const hasEnded = isActive(rendered.state) && !isActive(run.state)
  const isOutdated = refreshesBatches && (run.batches !== rendered.batches || hasEnded)
  const problem = runProblem(run)

  useEffect(() => {
    if (!isOutdated) return
    const timer = setTimeout(() => router.refresh(), REFRESH_MS)
    return () => clearTimeout(timer)
  }, [isOutdated, router])

  return (
    <>
      {problem === null ? null : (
        <NoticeStack abovePager>
          <Notice tone={problem.tone} title={problem.title}>
            {problem.cause}
          </Notice>
        </NoticeStack>
      )}
      <section aria-label="Ledger" className="shrink-0 border-line border-b px-4 pt-4 pb-3">
        <Figures run={run} />
      </section>
    </>
  )
}

/** Of a run that works they are live, and greyed once they are old; what a run left does not change. */
function Figures({ run }: { run: RunSummary }) {
  const { event } = useLive()
  const figures = (
    <>
      <LedgerLine runId={run.id} ledger={run.ledger} size="large" />
      <StopWords run={run} event={event} className="mt-2" />
      <RunFacts run={run} />
    </>
  )
  return isActive(run.state) ? <StaleWith source="database">{figures}</StaleWith> : figures
}

/** The state of a run, beside its number. */
export function LiveRunState({ run: rendered }: { run: RunSummary }) {
  return <RunState run={useLiveRun(rendered)} />
}

/** The button that stops a run, while it works. */
export function LiveStopRun(props: { run: RunSummary; stopRun: RunActions['stopRun'] }) {
  const run = useLiveRun(props.run)
  return isActive(run.state) ? <StopRun run={run} stopRun={props.stopRun} /> : null
}

function useLiveRun(rendered: RunSummary): RunSummary {
  const [run = rendered] = useLiveRuns([rendered])
  return run
}
