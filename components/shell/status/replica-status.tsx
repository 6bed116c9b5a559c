import { StatusItem } from '@/components/shell/status/status-item'
import { formatDuration } from '@/lib/format/format'
import { type ReplicaState, STALE_AFTER_MS } from '@/lib/model/live/replica'

/** Where pages are read from, and how old that is; beside the database, in the status bar. */
export function ReplicaStatus({ replica }: { replica: ReplicaState }) {
  if (replica.kind === 'following') {
    const isFresh = replica.lagMs < STALE_AFTER_MS
    return (
      <StatusItem
        tone={isFresh ? 'ok' : 'unknown'}
        title="Lists, charts and exports are read from the replica."
      >
        replica{isFresh ? '' : ` ${behind(replica.lagMs)}`}
      </StatusItem>
    )
  }
  const problem =
    replica.kind === 'behind' ? 'The replica is too far behind the primary.' : `${replica.problem}.`
  return (
    <StatusItem tone="danger" title={`${problem} Everything is read from the primary.`}>
      {replica.kind === 'behind' ? `replica ${behind(replica.lagMs)}` : WORDS[replica.kind]},
      reading the primary
    </StatusItem>
  )
}

const WORDS = { away: 'replica not reachable', refused: 'replica refused' }

function behind(lagMs: number | null): string {
  return lagMs === null ? 'far behind' : `${formatDuration(lagMs / 1_000)} behind`
}
