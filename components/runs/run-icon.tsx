import {
  Ban,
  Check,
  CircleStop,
  CircleX,
  Hourglass,
  type LucideIcon,
  Play,
  Unplug,
} from 'lucide-react'
import { isWaiting } from '@/components/runs/run-words'
import { cn } from '@/components/ui/cn'
import type { RunState, RunSummary } from '@/lib/model/pipeline/ledger'

const ICONS: Record<RunState, LucideIcon> = {
  running: Play,
  stopping: Hourglass,
  finished: Check,
  stopped: CircleStop,
  failed: CircleX,
  interrupted: Unplug,
}

type Props = { run: Pick<RunSummary, 'state' | 'problem'>; className?: string }

/** The sign of a run's state; its word stands beside it. */
export function RunIcon({ run, className }: Props) {
  const Icon = iconOf(run)
  return <Icon aria-hidden className={cn('size-3.5 shrink-0', className)} />
}

function iconOf({ state, problem }: Props['run']): LucideIcon {
  if (isWaiting({ state, problem })) return Hourglass
  return state === 'stopped' && problem !== null ? Ban : ICONS[state]
}
