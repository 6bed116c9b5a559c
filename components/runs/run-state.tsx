import { runLook } from '@/components/runs/run-words'
import { Badge } from '@/components/ui/badge'
import type { RunSummary } from '@/lib/model/ledger'

type Props = {
  run: Pick<RunSummary, 'state' | 'problem'>
  /** Whether this is how it was a while ago, and nothing newer is known. */
  isOld?: boolean | undefined
}

/** A run's state in a word, its meaning on hover. */
export function RunState({ run, isOld = false }: Props) {
  const { word, tone, means } = runLook(run)
  return (
    <Badge tone={isOld ? 'neutral' : tone} title={means}>
      {word}
    </Badge>
  )
}
