import { isActive, isOnQueue, type RunSummary } from '@/lib/model/ledger'
import { type Ingestion, isFollowing } from '@/lib/model/workers'

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
