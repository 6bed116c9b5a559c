import { randomUUID } from 'node:crypto'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import {
  isRetentionDue,
  noteRetentionEnd,
  noteRetentionStart,
} from '@/lib/db/retention/note-progress'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import type { RetentionStep } from '@/lib/model/retention/retained-tables'
import type { RetainOptions } from '@/lib/retention/pace'
import { retain } from '@/lib/retention/retain'

/** Longer than any one batch; renewed before each. */
const LEASE_SECONDS = 15 * 60

type Outcome = { kind: 'done' | 'stopped' | 'elsewhere' }

/** Does this night's work, if it is still to be done and nobody is at it; a failure is left to the next hour. */
export async function retainNightly(signal: AbortSignal): Promise<void> {
  if (!(await isRetentionDue())) return
  try {
    await retainAlone({ signal, onStep: announce })
  } catch (error) {
    log.warn('retention.failed', {}, error)
  }
}

/**
 * Does the work if no other process is at it, and notes when it began, when it ended, and why it did not.
 * One that is stopped is begun again by whoever comes next.
 * @throws whatever was in the way.
 */
export async function retainAlone(options: RetainOptions): Promise<Outcome> {
  const holder = randomUUID()
  const renew = () => takeLease('retention', holder, LEASE_SECONDS)
  if (!(await renew())) return { kind: 'elsewhere' }
  try {
    await noteRetentionStart()
    const isDone = await retain({ ...options, mayGoOn: renew })
    if (isDone) await noteRetentionEnd(null)
    return { kind: isDone ? 'done' : 'stopped' }
  } catch (error) {
    await noteRetentionEnd(describeFailure(error)).catch(() => undefined)
    throw error
  } finally {
    await releaseLease('retention', holder).catch(() => undefined)
  }
}

function announce(step: RetentionStep, rows: number): void {
  if (rows > 0) log.info('retention.deleted', { step, rows })
}
