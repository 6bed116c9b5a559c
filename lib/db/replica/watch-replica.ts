import { replicaUrl } from '@/lib/db/client'
import { type Head, measureLag } from '@/lib/db/replica/measure-lag'
import { type Probe, probeReplica } from '@/lib/db/replica/probe-replica'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { MAX_REPLICA_LAG_MS, type ReplicaState } from '@/lib/model/live/replica'
import { singleton } from '@/lib/singleton'
import { withTimeout } from '@/lib/with-timeout'

/** For so long what was found serves everybody who asks. */
const MAX_AGE_MS = 1_000
/** A page waits no longer for the replica to say how it does: the primary is there. */
const PROBE_MS = 1_000
/** Two minutes, where somebody asks each second. */
const MAX_HEADS = 120

type Watch = {
  state: ReplicaState
  /** Whether it was asked before. */
  isKnown: boolean
  /** How far the replica had replayed the log; null while it may not be read. */
  replayed: bigint | null
  askedAtMs: number
  underWay: Promise<void> | null
  /** One that hangs is not started again on top of itself. */
  hangs: boolean
  servers: string
  heads: Head[]
}

/** What is known of the replica: how it does, and how far it has replayed the log of the primary. */
export type KnownReplica = Pick<Watch, 'state' | 'replayed'>

/**
 * How the replica does, as found within the last second; null where none is configured. It is waited for
 * at most a second, and not at all while it was away the last time.
 */
export async function watchReplica(): Promise<KnownReplica | null> {
  if (replicaUrl() === undefined) return null
  const watch = current()
  if (performance.now() - watch.askedAtMs >= MAX_AGE_MS && !watch.hangs) begin(watch)
  if (watch.state.kind !== 'away' || !watch.isKnown) await watch.underWay
  return { state: watch.state, replayed: watch.replayed }
}

/** Has the next reader ask again: a query has just failed there. */
export function doubtReplica(): void {
  current().askedAtMs = Number.NEGATIVE_INFINITY
}

function current(): Watch {
  return singleton('replica', () => ({
    state: { kind: 'away', problem: 'The replica was not asked yet' },
    isKnown: false,
    replayed: null,
    askedAtMs: Number.NEGATIVE_INFINITY,
    underWay: null,
    hangs: false,
    servers: '',
    heads: [],
  }))
}

function begin(watch: Watch): void {
  if (watch.underWay !== null) return
  watch.askedAtMs = performance.now()
  const probing = probeReplica(watch.servers)
  watch.hangs = true
  const settled = () => {
    watch.hangs = false
  }
  probing.then(settled, settled)
  watch.underWay = withTimeout(PROBE_MS, probing)
    .then((probe) => note(watch, probe))
    .catch((error: unknown) => {
      noteState(watch, { kind: 'away', problem: describeFailure(error) }, null)
    })
    .finally(() => {
      watch.underWay = null
    })
}

function note(watch: Watch, probe: Probe): void {
  if (probe.servers !== watch.servers) watch.heads = []
  if (probe.kind === 'refused') {
    watch.servers = ''
    noteState(watch, { kind: 'refused', problem: probe.problem }, null)
    return
  }
  const { head, replayed, servers } = probe
  const lagMs = measureLag(head, replayed, watch.heads)
  watch.servers = servers
  watch.heads = [...watch.heads.slice(1 - MAX_HEADS), head]
  if (lagMs === null || lagMs > MAX_REPLICA_LAG_MS) {
    noteState(watch, { kind: 'behind', lagMs }, null)
  } else {
    noteState(watch, { kind: 'following', lagMs }, replayed.place)
  }
}

function noteState(watch: Watch, state: ReplicaState, replayed: bigint | null): void {
  const isNews = !watch.isKnown || watch.state.kind !== state.kind
  watch.isKnown = true
  watch.state = state
  watch.replayed = replayed
  if (!isNews) return
  if (state.kind === 'following') log.info('replica.following')
  else if (state.kind === 'behind') log.warn('replica.behind', { lagMs: state.lagMs })
  else log.warn(`replica.${state.kind}`, { problem: state.problem })
}
