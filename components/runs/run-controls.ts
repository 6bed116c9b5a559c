import { type LucideIcon, Pause, Play, Radio, Square } from 'lucide-react'
import type { RunActions } from '@/components/shell/shell-context'
import { isActive, isOnQueue, type RunSummary } from '@/lib/model/pipeline/ledger'
import { type Ingestion, isFollowing } from '@/lib/model/pipeline/workers'

/** What can be done about ingestion; the last one is the page's primary button. */
export type RunControlKind =
  | 'ingest'
  | 'stop-run'
  | 'follow'
  | 'stop-following'
  | 'pause'
  | 'resume'

/** What the overview offers: to drain, to follow, and to end or interrupt either. */
export function runControls(
  run: Pick<RunSummary, 'mode' | 'state'> | null,
  ingestion: Ingestion,
): RunControlKind[] {
  const isDraining = run !== null && run.mode === 'drain' && isActive(run.state)
  const { plan } = ingestion
  const controls: RunControlKind[] = []
  if (isFollowing(ingestion)) controls.push(plan.isPaused ? 'resume' : 'pause')
  else controls.push('follow')
  if (isDraining) return [...controls, 'stop-run']
  if (plan.isFollowed) return [...controls, 'stop-following']
  // What workers receive needs no drain beside it.
  if (isFollowing(ingestion) && !plan.isPaused) return controls
  return run !== null && isOnQueue(run) ? [...controls, 'stop-run'] : [...controls, 'ingest']
}

/** What an action on ingestion answered; a run's number where one was started. */
export type ControlAnswer = {
  kind: string
  problem?: string
  runId?: number
  alreadyRunning?: boolean
}

/** Does it. */
export async function askFor(
  kind: RunControlKind,
  run: Pick<RunSummary, 'id'> | null,
  actions: RunActions,
): Promise<ControlAnswer> {
  switch (kind) {
    case 'ingest':
      return actions.ingestNow()
    case 'stop-run':
      return actions.stopRun(run?.id ?? 0)
    case 'follow':
    case 'stop-following':
      return actions.follow(kind === 'follow')
    case 'pause':
    case 'resume':
      return actions.pauseAll(kind === 'pause')
  }
}

type Look = {
  word: string
  /** While it is being done. */
  busy: string
  icon: LucideIcon
  /** A filled icon is drawn solid. */
  isFilled: boolean
  means: string
  failure: string
}

export const CONTROL_LOOKS: Record<RunControlKind, Look> = {
  ingest: {
    word: 'Ingest now',
    busy: 'Starting…',
    icon: Play,
    isFilled: true,
    means: 'Drains the queue: receives, masks, stores and acknowledges all that waits',
    failure: 'The run was not started.',
  },
  'stop-run': {
    word: 'Stop',
    busy: 'Stopping…',
    icon: Square,
    isFilled: true,
    means:
      'Stores and acknowledges the batches in hand; the rest stays on the queue for the next run',
    failure: 'The run was not stopped.',
  },
  follow: {
    word: 'Follow',
    busy: 'Starting…',
    icon: Radio,
    isFilled: false,
    means: 'Ingests messages as they arrive, until stopped; it continues after a restart',
    failure: 'Following was not started.',
  },
  'stop-following': {
    word: 'Stop following',
    busy: 'Stopping…',
    icon: Square,
    isFilled: true,
    means: 'Stores and acknowledges the batches in hand; what comes later waits on the queue',
    failure: 'Following was not stopped.',
  },
  pause: {
    word: 'Pause all',
    busy: 'Pausing…',
    icon: Pause,
    isFilled: false,
    means: 'Has consoles and workers finish the batches in hand and receive nothing more for now',
    failure: 'Nothing was paused.',
  },
  resume: {
    word: 'Resume all',
    busy: 'Resuming…',
    icon: Play,
    isFilled: false,
    means: 'Lets consoles and workers continue',
    failure: 'Nothing was resumed.',
  },
}
