import { deleteOld } from '@/lib/db/retention/delete-old'
import { dropLogins } from '@/lib/db/retention/drop-logins'
import { noteRetentionResult } from '@/lib/db/retention/note-progress'
import { log } from '@/lib/log'
import type { OwnStep } from '@/lib/model/retention/retained-tables'
import { clearFollowers } from '@/lib/retention/clear-followers'
import { BATCH_ROWS, maySetOut, type RetainOptions, rest, whenFree } from '@/lib/retention/pace'

/**
 * Deletes what the settings give up, and then what derived from it, in short transactions; each notes how far it
 * has come, so that the work may end anywhere.
 * @returns whether it came to its end.
 * @throws whatever the database throws, and RetentionBusy where something was in the way for too long; the other
 *   steps are done first.
 */
export async function retain(options: RetainOptions = {}): Promise<boolean> {
  const failures: unknown[] = []
  for (const step of ['logins', 'rejected', 'batches', 'expired'] as const) {
    // What is in the way of one, as a backup is of dropping a month, may leave the others alone.
    try {
      if (!(await deleteAll(step, options))) return false
    } catch (error) {
      failures.push(error)
    }
  }
  const isDone = await clearFollowers(options)
  if (failures.length > 0) throw failures[0]
  return isDone
}

async function deleteAll(step: OwnStep, options: RetainOptions): Promise<boolean> {
  const most = options.batchRows ?? BATCH_ROWS
  let rows = 0
  for (;;) {
    if (!(await maySetOut(options))) return false
    const deleted = await whenFree(() => deleteSome(step, most), options)
    if (deleted === null) break
    rows += deleted
    await rest(options)
  }
  await noteRetentionResult(step, rows)
  options.onStep?.(step, rows)
  return true
}

/** @returns null where nothing was left. */
async function deleteSome(step: OwnStep, most: number): Promise<number | null> {
  if (step !== 'logins') return (await deleteOld(step, most)) || null
  const dropped = await dropLogins(most)
  if (dropped === null) return null
  const { partition, rows } = dropped
  if (partition !== null) log.info('retention.month-dropped', { partition, rows })
  return rows
}
