import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '@/lib/env'
import { decideLanes, fresh, type LaneBounds, type Span } from '@/lib/ingest/lanes/decide-lanes'
import { isOn, type Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

const SPAN_MS = 5_000

/** Adapts the number of a run's lanes every five seconds, for as long as it works. */
export async function adaptLanes(run: Run, ended: AbortSignal): Promise<void> {
  let state = fresh(run.lanes.wanted)
  while (!ended.aborted) {
    const span = await watchSpan(run, ended)
    if (ended.aborted || !isOn(run)) return
    if (run.lanes.fixed !== null) {
      state = fresh(run.lanes.fixed)
      continue
    }
    state = decideLanes(state, span, laneBounds())
    wantLanes(run, state.lanes, state.reason)
  }
}

/** Has a run keep so many lanes, until null lets them adapt again. */
export function fixLanes(run: Run, lanes: number | null): void {
  if (run.lanes.fixed === lanes) return
  run.lanes.fixed = lanes
  if (lanes === null) run.lanes.reason = 'they adapt again'
  else wantLanes(run, lanes, 'set by hand')
}

/** Between which numbers lanes adapt; the configured number is always allowed. */
function laneBounds(): LaneBounds {
  const { VEILGATE_LANES: lanes, VEILGATE_MIN_LANES: min, VEILGATE_MAX_LANES: max } = env()
  return { min: Math.min(min, lanes), max: Math.max(max, lanes) }
}

function wantLanes(run: Run, lanes: number, reason: string): void {
  if (lanes === run.lanes.wanted) return
  log.info('run.lanes', { runId: run.claimed.id, from: run.lanes.wanted, to: lanes, reason })
  run.lanes.wanted = lanes
  run.lanes.reason = reason
  run.lanes.onChange()
}

async function watchSpan(run: Run, ended: AbortSignal): Promise<Span> {
  const startedAtMs = performance.now()
  const before = { ...run.tally, received: run.progress.received }
  await sleep(SPAN_MS, undefined, { signal: ended }).catch(() => undefined)
  const received = run.progress.received - before.received
  const stores = run.tally.stores - before.stores
  return {
    rate: received / ((performance.now() - startedAtMs) / 1_000),
    waiting: ended.aborted ? null : await countWaiting(run, received),
    batchSize: run.batchSize,
    storeMs: stores === 0 ? null : (run.tally.storeMs - before.storeMs) / stores,
    troubles: run.tally.troubles - before.troubles,
  }
}

/** Where nothing came the queue is not asked: to be idle costs no calls. */
async function countWaiting(run: Run, received: number): Promise<number | null> {
  if (run.troubles.size > 0) return null
  if (received === 0) return run.batchesInHand === 0 ? 0 : null
  try {
    return (await run.queue.depth()).visible
  } catch {
    // What hinders asking hinders receiving as well, and is said there.
    return null
  }
}
