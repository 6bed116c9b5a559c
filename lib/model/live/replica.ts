/**
 * How the replica that pages are read from does. Only one that follows is read: of any other, the
 * primary is. `lagMs` is how old what it shows is; null where it is behind and nobody can tell how far.
 */
export type ReplicaState =
  | { kind: 'following'; lagMs: number }
  | { kind: 'behind'; lagMs: number | null }
  | { kind: 'away' | 'refused'; problem: string }

/** What is older than this is not shown: the primary is asked instead. */
export const MAX_REPLICA_LAG_MS = 60_000

/** What is younger needs no word about its age: it is what a page takes to come. */
export const STALE_AFTER_MS = 2_000
