import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAboutTheData, isForGood, isPassing } from '@/lib/db/failure-kind'
import { tryStoring } from '@/lib/db/ledger/store-batch'
import { describeFailure } from '@/lib/errors'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { withRepairs } from '@/lib/ingest/batch/with-repairs'
import { pause } from '@/lib/ingest/pause'
import { isOn, noteTrouble, type Run } from '@/lib/ingest/run'
import { endsWhenEmpty } from '@/lib/model/pipeline/ledger'
import type { QueueMessage } from '@/lib/queue/queue'

/*
 * Each receive brings a message nearer to the dead-letter queue. So while something that storing
 * needs is away (the database, the right to write, a key), no lane receives: those with a batch in
 * hand try to store it, and go on trying with one of its messages after they had to give it up.
 */

const POLL_INTERVAL_MS = 25
const PROBE_TIMEOUT_MS = 5_000
const MAX_PROBE_PAUSE_MS = 2_000
/** A drain ends after so long; what follows a queue never does. */
const MAX_DRAIN_WAIT_MS = 15 * 60_000

/**
 * Notes that a lane cannot store what it has in hand, and why; or (null) that it can. What waiting cannot
 * mend ends the run.
 */
export function noteBlocked(run: Run, lane: number, error: unknown): void {
  if (error === null) {
    run.blockedLanes.delete(lane)
    noteTrouble(run, `storing ${lane}`, null)
    return
  }
  if (isForGood(error))
    run.end ??= { kind: 'failed', problem: `Storing: ${describeFailure(error)}` }
  const cause = describeFailure(error)
  noteTrouble(run, `storing ${lane}`, `Storing: ${cause}. Nothing is received meanwhile.`)
  if (!isPassing(error)) run.blockedLanes.add(lane)
}

/** Waits while a lane cannot store. Asked with no message in hand. */
export async function waitWhileBlocked(run: Run): Promise<void> {
  while (run.blockedLanes.size > 0 && isOn(run)) await sleep(POLL_INTERVAL_MS)
}

/**
 * Holds a lane that had to give up a batch until the database would take one of its messages again:
 * it is stored and rolled back, and that is committed, so that whatever hinders storing hinders this.
 */
export async function untilStorable(run: Run, lane: number, message: QueueMessage): Promise<void> {
  const sinceMs = performance.now()
  for (let attempt = 0; isOn(run); attempt += 1) {
    try {
      await withRepairs(run, async () => {
        const place = { key: randomUUID(), run: run.claimed, lane, ageMs: 0 }
        await tryStoring(await prepareBatch([message], run.tools), place, PROBE_TIMEOUT_MS)
      })
      break
    } catch (error) {
      if (isAboutTheData(error)) break
      noteBlocked(run, lane, error)
      if (endsWhenEmpty(run.request.mode) && performance.now() - sinceMs > MAX_DRAIN_WAIT_MS) {
        run.end ??= { kind: 'failed', problem: `Storing: ${describeFailure(error)}` }
      }
      await pause(attempt, MAX_PROBE_PAUSE_MS, run.stopping)
    }
  }
  noteBlocked(run, lane, null)
}
