import type { Transaction } from '@/lib/db/client'
import type { Settler } from '@/lib/db/rejected/settle-rejected'
import { transaction } from '@/lib/db/transaction'

/**
 * Claims those of these messages that are kept for being returned; see `claimRejected`. Claims in doubt are
 * left alone: whether to send one twice is for a person to decide, one by one.
 * @returns the numbers of those that were claimed.
 */
export async function claimManyRejected(
  ids: readonly string[],
  { by, requestId }: Settler,
): Promise<string[]> {
  const claimed = await transaction(
    (tx) => tx.$queryRaw<{ id: string }[]>`
      UPDATE rejected_messages
      SET state = 'returning', settled_at = now(), settled_by = ${by},
        settled_request = ${requestId}::bigint
      WHERE id = ANY(${[...ids]}::bigint[]) AND state = 'kept'
      RETURNING id::text`,
  )
  return claimed.map(({ id }) => id)
}

/** Gives claims back: those messages were certainly not sent. */
export async function unclaimManyRejected(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE rejected_messages
    SET state = 'kept', settled_at = NULL, settled_by = NULL, settled_request = NULL
    WHERE id = ANY(${[...ids]}::bigint[]) AND state = 'returning'`
}

/** Notes that claimed messages are on the queue again, and as which. */
export async function markManyReturned(
  tx: Transaction,
  returned: readonly { id: string; as: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE rejected_messages m SET state = 'returned', settled_at = now(), returned_as = sent.as_id
    FROM unnest(${returned.map(({ id }) => id)}::bigint[],
                ${returned.map((one) => one.as)}::text[]) AS sent(id, as_id)
    WHERE m.id = sent.id AND m.state = 'returning'`
}

/** Discards those of these messages that are kept: bodies are overwritten, rows stay. @returns how many. */
export function markManyDiscarded(
  tx: Transaction,
  ids: readonly string[],
  { by, requestId }: Settler,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE rejected_messages
    SET state = 'discarded', settled_at = now(), settled_by = ${by},
      settled_request = ${requestId}::bigint, sealed = ''::bytea
    WHERE id = ANY(${[...ids]}::bigint[]) AND state = 'kept'`
}
