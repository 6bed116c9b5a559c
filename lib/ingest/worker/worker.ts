import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import { type Asked, beatWorker } from '@/lib/db/workers/beat-worker'
import { endWorker } from '@/lib/db/workers/end-worker'
import { startFollower } from '@/lib/ingest/follow/follower'
import type { Run } from '@/lib/ingest/run'
import { doChores } from '@/lib/ingest/worker/chores'
import { rateMeter } from '@/lib/ingest/worker/rate-meter'
import { sampleQueue } from '@/lib/ingest/worker/sample-queue'
import { type Reported, reportOf } from '@/lib/ingest/worker/worker-report'
import { wantedOf } from '@/lib/ingest/worker/worker-state'
import { log } from '@/lib/log'
import type { WorkerKind } from '@/lib/model/pipeline/workers'
import { singleton } from '@/lib/singleton'
import { withTimeout } from '@/lib/with-timeout'

const HEARTBEAT_MS = 1_000
/** While the database is away; short enough that a process is heard of soon after. */
const MAX_BEATS_APART = 3
/** A console that does not renew it for so long gives way to another. */
const LEASE_SECONDS = 8
const END_TIMEOUT_MS = 500

/** This process, as something that ingests by itself. */
type Worker = Reported & {
  stopping: AbortController
  ended: Promise<unknown>
}

const kept = () =>
  singleton<{ worker: Worker | undefined }>('worker', () => ({ worker: undefined }))

/**
 * Has this process follow the queue whenever it is asked to, and say every second that it is there.
 * It keeps to that through outages of the database and the queue. A process has one at most: calling
 * it again changes nothing.
 */
export function startWorker(kind: WorkerKind): void {
  kept().worker ??= begin(kind)
}

/** Stops it: the batches in hand are stored and acknowledged, and the row says that it ended. */
export async function stopWorker(): Promise<void> {
  const { worker } = kept()
  if (worker === undefined) return
  worker.stopping.abort()
  worker.follower?.stop()
  await worker.ended
  kept().worker = undefined
}

function begin(kind: WorkerKind): Worker {
  const stopping = new AbortController()
  const worker: Worker = {
    key: randomUUID(),
    kind,
    wanted: null,
    follower: null,
    receivedBefore: 0,
    lastMessageAtMs: null,
    queueReachedAtMs: null,
    rate: rateMeter(),
    stopping,
    ended: Promise.resolve(),
  }
  const chores = [doChores(worker.key, stopping.signal), sampleQueue(worker.key, stopping.signal)]
  worker.ended = work(worker, Promise.all(chores))
  return worker
}

async function work(worker: Worker, chores: Promise<unknown>): Promise<void> {
  const { signal } = worker.stopping
  for (let failures = 0; !signal.aborted; ) {
    try {
      await beat(worker)
      failures = 0
    } catch (error) {
      // The follower waits for the database by itself; it goes on with what was asked last.
      failures += 1
      log.warn('worker.heartbeat-failed', { failures }, error)
    }
    const waitMs = HEARTBEAT_MS * Math.min(1 + failures, MAX_BEATS_APART)
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
  }
  worker.follower?.stop()
  await worker.follower?.ended
  // They would take their leases again.
  await Promise.race([chores, sleep(END_TIMEOUT_MS)])
  await withTimeout(END_TIMEOUT_MS, endWorker(worker.key)).catch((error) => {
    log.warn('worker.end-not-recorded', {}, error)
  })
}

/** One heartbeat: says how it is, hears what is asked, and sees to it. */
async function beat(worker: Worker): Promise<void> {
  // What was asked before a follower ended may be what ended it.
  const wasIdle = worker.follower === null
  const asked = await beatWorker(reportOf(worker))
  const wanted = wantedOf({
    kind: worker.kind,
    ...asked,
    holdsLease: await mayFollow(worker, asked),
  })
  if (worker.stopping.signal.aborted) return
  if (wanted !== worker.wanted) log.info('worker.asked', { from: worker.wanted, to: wanted })
  worker.wanted = wanted
  if (wanted !== 'follow') worker.follower?.stop()
  else if (wasIdle && worker.follower === null) follow(worker, asked)
  else worker.follower?.setLanes(asked.lanesWanted)
}

/** Of several consoles, the one that holds the lease follows. */
async function mayFollow({ kind, key, wanted }: Worker, asked: Asked): Promise<boolean> {
  if (kind === 'worker') return true
  if (asked.isFollowed && !asked.isPaused) return takeLease('follow', key, LEASE_SECONDS)
  if (wanted === 'follow') await releaseLease('follow', key)
  return false
}

function follow(worker: Worker, asked: Asked): void {
  const own = `worker ${hostname()}`
  const follower = startFollower({
    startedBy: worker.kind === 'console' ? (asked.followedBy ?? own) : own,
    lanes: asked.lanesWanted,
    onRunEnd: (run) => noteRun(worker, run),
  })
  worker.follower = follower
  void follower.ended.then(() => {
    worker.follower = null
  })
}

function noteRun(worker: Worker, run: Run): void {
  worker.receivedBefore += run.progress.received
  worker.lastMessageAtMs = run.tally.lastMessageAtMs ?? worker.lastMessageAtMs
  worker.queueReachedAtMs = run.tally.queueReachedAtMs ?? worker.queueReachedAtMs
}
