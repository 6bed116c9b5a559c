import { setTimeout as sleep } from 'node:timers/promises'
import { RetentionBusy } from '@/lib/db/retention/follow-up'
import { failureCode } from '@/lib/errors'
import type { RetentionStep } from '@/lib/model/retention/retained-tables'

/** Of 100,000 logins a batch of so many took 6 to 20 ms, the first ones 80, for which folds wait. */
export const BATCH_ROWS = 1_000
/** Between two batches, so that ingestion, folds and pages have their turn. */
const PAUSE_MS = 50
/** A rebuild of the rollups, an erasure or an export may be in the way for a while; there is another hour. */
const MAX_BUSY = 60
const BUSY_PAUSE_MS = 1_000
/** Not to be had in time, a deadlock, and a failed serialisation: somebody else was at it. */
const BUSY_CODES = ['55P03', '40P01', '40001']

export type RetainOptions = {
  /** Ends the work between two batches; the next goes on from there. */
  signal?: AbortSignal
  /** Asked before each batch; false ends the work, as `signal` does. */
  mayGoOn?: () => Promise<boolean>
  /** Told what each step deleted. */
  onStep?: (step: RetentionStep, rows: number) => void
  /** Rows in a batch. */
  batchRows?: number
  pauseMs?: number
  busyPauseMs?: number
}

/** Whether the next batch may begin. */
export async function maySetOut({ signal, mayGoOn }: RetainOptions): Promise<boolean> {
  if (signal?.aborted) return false
  return mayGoOn === undefined || (await mayGoOn())
}

/** Waits between two batches; not where the work is to end. */
export async function rest(options: RetainOptions, ms = options.pauseMs ?? PAUSE_MS) {
  const { signal } = options
  await sleep(ms, undefined, signal && { signal }).catch(() => undefined)
}

/**
 * Does one batch, once what is in its way is gone.
 * @throws whatever the last attempt threw, where that is not gone for long, or the work is to end.
 */
export async function whenFree<T>(act: () => Promise<T>, options: RetainOptions): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      if (!isBusy(error) || attempt === MAX_BUSY || options.signal?.aborted) throw error
      await rest(options, options.busyPauseMs ?? BUSY_PAUSE_MS)
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof RetentionBusy || BUSY_CODES.includes(failureCode(error) ?? '')
}
