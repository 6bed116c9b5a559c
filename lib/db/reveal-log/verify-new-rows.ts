import {
  type LogVerdict,
  type VerifiedRows,
  verifyRevealLog,
} from '@/lib/db/reveal-log/verify-reveal-log'
import { HOUR_MS } from '@/lib/model/time/units'
import { singleton } from '@/lib/singleton'

/** After so long the rows that were followed before are followed again. */
const WHOLE_INTERVAL_MS = HOUR_MS

type Verified = VerifiedRows & {
  /** When the log was followed from its first row, as `performance.now()` has it. */
  wholeAtMs: number
}

type Progress = { verified: Verified | undefined; verifying: Promise<LogVerdict> | undefined }

/** Of this process alone. */
const progress = () =>
  singleton<Progress>('reveal-log-verified', () => ({ verified: undefined, verifying: undefined }))

/**
 * As `verifyRevealLog`, but follows only the rows that are new since this process did so last, and all
 * of them once an hour. The last row that was found in order must still be there. Who asks meanwhile
 * gets the same verdict.
 */
export function verifyNewRows(nowMs = performance.now()): Promise<LogVerdict> {
  const now = progress()
  now.verifying ??= verify(nowMs).finally(() => {
    now.verifying = undefined
  })
  return now.verifying
}

async function verify(nowMs: number): Promise<LogVerdict> {
  const known = progress().verified
  const goesOn = known !== undefined && nowMs - known.wholeAtMs < WHOLE_INTERVAL_MS
  const verdict = await verifyRevealLog({
    noted: known === undefined ? [] : [known.head],
    after: goesOn ? known : undefined,
  })
  // Of a broken log, what is known stays: one that was cut short is not in order again at the second look.
  if (verdict.kind !== 'broken' && verdict.head !== null) {
    const { head, rows } = verdict
    progress().verified = { head, rows, wholeAtMs: goesOn ? known.wholeAtMs : nowMs }
  }
  return verdict
}
