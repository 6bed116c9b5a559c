import { setTimeout as sleep } from 'node:timers/promises'
import { foldBatches } from '@/lib/db/fold-batches'
import { pause } from '@/lib/ingest/pause'
import { log } from '@/lib/log'

const PAUSE_MS = 400

const shared = globalThis as { veilgateFolding?: Folding }

type Folding = { stop: () => void; ended: Promise<void> }

/**
 * Keeps the rollups up to date for as long as this process lives: what any process committed is
 * folded within a second. Calling it again changes nothing. `stopFolding` ends it.
 */
export function startFolding() {
  shared.veilgateFolding ??= begin()
}

/** Ends the loop; the fold in hand is finished first. */
export async function stopFolding(): Promise<void> {
  const folding = shared.veilgateFolding
  shared.veilgateFolding = undefined
  folding?.stop()
  await folding?.ended
}

/** Folds until nothing is left that no other process has in hand. For commands that end. */
export async function foldAll(): Promise<void> {
  while ((await foldBatches()) > 0);
}

function begin(): Folding {
  const stopping = new AbortController()
  const { signal } = stopping
  const loop = async () => {
    let failures = 0
    while (!signal.aborted) {
      try {
        const folded = await foldBatches()
        failures = 0
        if (folded === 0) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
      } catch (error) {
        // Nothing is lost: the batches stay unfolded until the database is back.
        log.warn('fold.failed', { failures }, error)
        await pause(failures, undefined, signal)
        failures += 1
      }
    }
  }
  return { stop: () => stopping.abort(), ended: loop() }
}
