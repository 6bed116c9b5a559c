import type { WorkerKind, WorkerState } from '@/lib/model/pipeline/workers'

/** What one process is to do, by what was asked of it. */
export type Wanted = 'follow' | 'paused' | 'off'

type Circumstances = {
  kind: WorkerKind
  /** Of all, or of this process. */
  isPaused: boolean
  isFollowed: boolean
  /** Whether this console is the one that follows: of several, one does. */
  holdsLease: boolean
}

/** A worker always follows; of the consoles one does, while that is asked for. */
export function wantedOf({ kind, isPaused, isFollowed, holdsLease }: Circumstances): Wanted {
  const isMeant = kind === 'worker' || isFollowed
  if (!isMeant) return 'off'
  if (isPaused) return 'paused'
  return kind === 'worker' || holdsLease ? 'follow' : 'off'
}

/** The state that a process says of itself. */
export function stateOf(wanted: Wanted | null, follower: FollowerState | null): WorkerState {
  if (follower !== null) {
    if (follower.problem !== null) return 'waiting'
    return follower.hasRun ? 'following' : 'starting'
  }
  if (wanted === null || wanted === 'follow') return 'starting'
  return wanted
}

type FollowerState = { hasRun: boolean /** In words. */; problem: string | null }
