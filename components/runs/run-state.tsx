'use client'

import { RunIcon } from '@/components/runs/run-icon'
import { runLook } from '@/components/runs/run-words'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { Badge } from '@/components/ui/badge'
import { relativeTime } from '@/components/ui/time/relative-time'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'

/**
 * A run's state as a sign and a word, its meaning on hover. Of one that was active when the database was last
 * read, and that was a while ago, how long: what it does now is not known.
 */
export function RunState({ run }: { run: Pick<RunSummary, 'state' | 'problem'> }) {
  const age = useFreshness()?.database
  const { word, tone, means } = runLook(run)
  if (age === undefined || age.isFresh || !isActive(run.state)) {
    return (
      <Badge tone={tone} title={means}>
        <RunIcon run={run} className="size-3" />
        {word}
      </Badge>
    )
  }
  return (
    <Badge tone="neutral" title="What it is doing is unknown.">
      was {word} {age.ms === null ? '' : relativeTime(0, age.ms)}
    </Badge>
  )
}
