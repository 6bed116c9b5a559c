import type { Transaction } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** After so long a claim to return a message is in doubt: whoever held it may have died. */
const CLAIM_SECONDS = 60

/** Who settles a message, and the row of the reveal log that asked for it, where one was written before. */
export type Settler = { by: string; requestId: string | null }

/**
 * Claims a kept message for being returned, so that of two who return it one does. In a transaction of its own,
 * since a claim that a crash of the server undoes would have the message sent twice.
 * @param again also take a claim over that is in doubt: its message may have been sent.
 * @returns whether it was claimed.
 */
export async function claimRejected(
  id: string,
  { by, requestId }: Settler,
  again: boolean,
): Promise<boolean> {
  const claimed = await transaction(
    (tx) => tx.$executeRaw`
      UPDATE rejected_messages
      SET state = 'returning', settled_at = now(), settled_by = ${by},
        settled_request = ${requestId}::bigint
      WHERE id = ${id}::bigint
        AND (state = 'kept' OR (${again} AND state = 'returning'
             AND settled_at < now() - make_interval(secs => ${CLAIM_SECONDS})))`,
  )
  return claimed === 1
}

/** Gives a claim back: the message was certainly not sent. */
export async function unclaimRejected(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE rejected_messages
    SET state = 'kept', settled_at = NULL, settled_by = NULL, settled_request = NULL
    WHERE id = ${id}::bigint AND state = 'returning'`
}

/** Notes that a claimed message is on the queue again, and as which. */
export async function markReturned(tx: Transaction, id: string, as: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE rejected_messages SET state = 'returned', settled_at = now(), returned_as = ${as}
    WHERE id = ${id}::bigint AND state = 'returning'`
}

/** Discards a kept message: its body is overwritten, its row stays. @returns whether it was kept. */
export async function markDiscarded(
  tx: Transaction,
  id: string,
  { by, requestId }: Settler,
): Promise<boolean> {
  const discarded = await tx.$executeRaw`
    UPDATE rejected_messages
    SET state = 'discarded', settled_at = now(), settled_by = ${by},
      settled_request = ${requestId}::bigint, sealed = ''::bytea
    WHERE id = ${id}::bigint AND (state = 'kept' OR (state = 'returning'
      AND settled_at < now() - make_interval(secs => ${CLAIM_SECONDS})))`
  return discarded === 1
}
