import { type BatchSizes, followUp } from '@/lib/db/retention/follow-up'
import { noteFollowUp, noteRetentionResult, readFollowUp } from '@/lib/db/retention/note-progress'
import type { Cursor } from '@/lib/db/retention/walk-table'
import { FOLLOW_UP_STEPS, type FollowUpStep } from '@/lib/model/retention/retained-tables'
import { BATCH_ROWS, maySetOut, type RetainOptions, rest, whenFree } from '@/lib/retention/pace'

/** Of each of these all logins are counted. */
const SHARED_IN_A_BATCH = 20

/**
 * Clears what derives from logins that are gone, step by step, from where it was left.
 * @returns whether it came to its end.
 */
export async function clearFollowers(options: RetainOptions): Promise<boolean> {
  for (;;) {
    const progress = await readFollowUp()
    if (progress === null) return true
    const at = FOLLOW_UP_STEPS.indexOf(progress.step as FollowUpStep)
    const step = FOLLOW_UP_STEPS[at]
    if (step !== undefined && !(await clearStep(step, progress.cursor as Cursor | null, options))) {
      return false
    }
    await noteFollowUp(progress.step, FOLLOW_UP_STEPS[at + 1] ?? null, null)
  }
}

async function clearStep(
  step: FollowUpStep,
  from: Cursor | null,
  options: RetainOptions,
): Promise<boolean> {
  const size = options.batchRows ?? BATCH_ROWS
  const sizes: BatchSizes = { rows: size, shared: Math.min(size, SHARED_IN_A_BATCH) }
  let [rows, cursor] = [0, from]
  do {
    if (!(await maySetOut(options))) return false
    const at = cursor
    const followed = await whenFree(() => followUp(step, at, sizes), options)
    rows += followed.rows
    cursor = followed.cursor
    await rest(options)
  } while (cursor !== null)
  await noteRetentionResult(step, rows)
  options.onStep?.(step, rows)
  return true
}
