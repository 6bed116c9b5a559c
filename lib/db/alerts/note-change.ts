import type { Transaction } from '@/lib/db/client'

/** Recorded in place of a rule when channels were changed. */
export const CHANNELS = 'channels'

/** Enters into the history of the alerts what somebody changed, within the transaction that changes it. */
export async function noteChange(
  tx: Transaction,
  rule: string,
  words: string,
  by: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alert_events (rule, kind, from_state, to_state, value, changed_by)
    SELECT ${rule}, 'changed', state, state, ${words}, ${by}
    FROM (SELECT coalesce((SELECT state FROM alert_rules WHERE rule = ${rule}), 'unknown') AS state)
      AS standing`
}
