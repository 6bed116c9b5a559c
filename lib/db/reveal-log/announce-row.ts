import { log } from '@/lib/log'
import type { RevealLogRow } from '@/lib/model/reveal-log'
import type { LogAnchor, LogHead } from '@/lib/model/reveal-log-anchor'

/** Signs a head and keeps the anchor outside the database. Throws nothing; null where it could not. */
type Anchor = (head: LogHead) => Promise<LogAnchor | null>

/** Actions and route handlers are bundled apart, hence global. */
const shared = globalThis as { veilgateAnchor?: Anchor }

/** Sets how this process anchors the rows that it appends to the reveal log. */
export function setAnchor(anchor: Anchor): void {
  shared.veilgateAnchor = anchor
}

/**
 * Tells of a committed row outside the database, where its owner cannot change it: a line of the
 * structured log, and an anchor. Of the row it says ids and hashes alone.
 */
export async function announceRow(row: RevealLogRow): Promise<void> {
  const { id, hash, action, outcome, userId, requestId } = row
  const anchor = await shared.veilgateAnchor?.({ id, hash })
  const { key = null, signature = null } = anchor ?? {}
  log.info('reveal-log.row', {
    ...{ id, hash, key, signature, action, outcome },
    ...{ user: userId, request: requestId },
  })
}
