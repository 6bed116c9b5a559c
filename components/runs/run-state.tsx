import { RunIcon } from '@/components/runs/run-icon'
import { runLook } from '@/components/runs/run-words'
import { Badge } from '@/components/ui/badge'
import type { RunSummary } from '@/lib/model/ledger'

type Props = {
  run: Pick<RunSummary, 'state' | 'problem'>
  /** Whether this is how it was a while ago, and nothing newer is known. */
  isOld?: boolean | undefined
}

/** A run's state as a sign and a word, its meaning on hover. */
export function RunState({ run, isOld = false }: Props) {
  const { word, tone, means } = runLook(run)
  return (
    <Badge tone={isOld ? 'neutral' : tone} title={means}>
      <RunIcon run={run} className="size-3" />
      {word}
    </Badge>
  )
}
