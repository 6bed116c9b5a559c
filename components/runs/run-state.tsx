import { RUN_STATES } from '@/components/runs/run-words'
import { Badge } from '@/components/ui/badge'
import type { RunState as State } from '@/lib/ledger'

/** A run's state in a word, its meaning on hover. */
export function RunState({ state }: { state: State }) {
  const { word, tone, means } = RUN_STATES[state]
  return (
    <Badge tone={tone} title={means}>
      {word}
    </Badge>
  )
}
