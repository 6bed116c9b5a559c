import { setTimeout as sleep } from 'node:timers/promises'
import { foldBatches } from '@/lib/db/rollups/fold-batches'
import { readFoldLag } from '@/lib/db/rollups/read-fold-lag'
import { describeFailure } from '@/lib/errors'
import { foldPause } from '@/lib/ingest/fold-pause'
import { pause } from '@/lib/ingest/pause'
import { noteFoldTrouble } from '@/lib/live/fold-trouble'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singleton'

const PAUSE_MS = 250
/** From this lag on, ingestion waits, so that the fold can finish within the second. */
const LATE_MS = 500
/** Beyond this lag, the fold is blocked by something ingestion must not wait for: a rebuild, a rotation, an outage. */
const HELD_UP_MS = 3_000
const POLL_INTERVAL_MS = 20
/** A fold that takes longer is reported: adopted logins may take minutes, a lost connection forever. */
const SLOW_MS = 10_000

type Folding = {
  /** When the oldest batch that is not folded was committed, on the clock of `performance.now()`. */
  behindSinceMs: number | null
  stop: () => void
  ended: Promise<void>
}

const loop = () =>
  singleton<{ current: Folding | undefined }>('folding', () => ({ current: undefined }))

/**
 * Keeps the rollups up to date for as long as this process lives: what any process committed is
 * folded within a second. Calling it again changes nothing. `stopFolding` ends it.
 */
export function startFolding() {
  loop().current ??= begin()
}

/** Ends the loop; the fold in hand is finished first. */
export async function stopFolding(): Promise<void> {
  const folding = loop().current
  loop().current = undefined
  folding?.stop()
  await folding?.ended
  noteFoldTrouble(null)
}

/** Folds until nothing is left that no other process has in hand. For commands that end. */
export async function foldAll(): Promise<void> {
  while ((await foldBatches()) > 0);
}

/**
 * Waits for the fold if ingestion is ahead of it: on a busy machine the lanes would otherwise take the
 * time it needs, and the figures would fall behind for as long as they run. Called with no messages in hand.
 */
export async function waitForFold(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && isLate()) await sleep(POLL_INTERVAL_MS)
}

function isLate(): boolean {
  const since = loop().current?.behindSinceMs ?? null
  if (since === null) return false
  const lagMs = performance.now() - since
  return lagMs > LATE_MS && lagMs < HELD_UP_MS
}

function begin(): Folding {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  const folding: Folding = { behindSinceMs: null, stop, ended: Promise.resolve() }
  folding.ended = keepFolding(folding, stopping.signal)
  return folding
}

async function keepFolding(folding: Folding, signal: AbortSignal) {
  let failures = 0
  while (!signal.aborted) {
    try {
      const waitMs = await notingSlowness(foldOnce(folding))
      noteFoldTrouble(null)
      failures = 0
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    } catch (error) {
      // Nothing is lost: the batches stay unfolded until the database is back.
      noteFoldTrouble(`folding fails: ${describeFailure(error)}`)
      log.warn('fold.failed', { failures }, error)
      await pause(failures, undefined, signal)
      failures += 1
    }
  }
}

async function notingSlowness<T>(fold: Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    noteFoldTrouble(`one fold takes longer than ${SLOW_MS / 1_000} s`)
    log.warn('fold.slow', { ms: SLOW_MS })
  }, SLOW_MS)
  return fold.finally(() => clearTimeout(timer))
}

/** @returns how long to wait before the next look. */
async function foldOnce(folding: Folding): Promise<number> {
  const lagMs = await readFoldLag()
  const startedMs = performance.now()
  folding.behindSinceMs = lagMs === null ? null : startedMs - lagMs
  if (lagMs === null) return PAUSE_MS
  const folded = await foldBatches()
  const waitMs = foldPause(folded, performance.now() - startedMs)
  // What was committed before it is folded now, as long as it left nothing.
  if (folded > 0 && waitMs > 0) folding.behindSinceMs = startedMs
  return waitMs
}
