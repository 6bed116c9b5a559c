'use client'

import { useLive } from '@/components/shell/live-provider'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** Runs as the page was rendered with, replaced by what the live view knows of them since. */
export function useLiveRuns(rendered: RunSummary[]): RunSummary[] {
  const { event } = useLive()
  if (event === null) return rendered
  const live = new Map(
    [...event.recentRuns, ...(event.run ? [event.run] : [])].map((run) => [run.id, run]),
  )
  return rendered.map((run) => newer(run, live.get(run.id)))
}

/** A page may be rendered after the last event: the one that counted more, or has ended, is newer. */
function newer(run: RunSummary, live: RunSummary | undefined): RunSummary {
  if (live === undefined) return run
  if (run.endedAt !== null && live.endedAt === null) return run
  return live.batches >= run.batches ? live : run
}
