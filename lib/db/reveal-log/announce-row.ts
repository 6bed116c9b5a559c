import { log } from '@/lib/log'
import { count } from '@/lib/measure'
import type { RevealAction, RevealLogRow, RevealOutcome } from '@/lib/model/reveal/reveal-log'
import type { LogAnchor, LogHead } from '@/lib/model/reveal/reveal-log-anchor'
import { singleton } from '@/lib/singleton'

/** Signs a head and keeps the anchor outside the database. Throws nothing; null where it could not. */
type Anchor = (head: LogHead) => Promise<LogAnchor | null>

const kept = () => singleton<{ anchor?: Anchor }>('reveal-log-anchor', () => ({}))

/** Sets how this process anchors the rows that it appends to the reveal log. */
export function setAnchor(anchor: Anchor): void {
  kept().anchor = anchor
}

/**
 * Tells of a committed row outside the database, where its owner cannot change it: a line of the
 * structured log, and an anchor. Of the row it says ids and hashes alone.
 */
export async function announceRow(row: RevealLogRow): Promise<void> {
  const { id, hash, action, outcome, userId, requestId } = row
  count('veilgate_reveal_log_rows_total', {
    action: action as RevealAction,
    outcome: outcome as RevealOutcome,
  })
  const anchor = await kept().anchor?.({ id, hash })
  const { key = null, signature = null } = anchor ?? {}
  log.info('reveal-log.row', {
    id,
    hash,
    key,
    signature,
    action,
    outcome,
    user: userId,
    request: requestId,
  })
}
