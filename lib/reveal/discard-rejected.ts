import { markDiscarded } from '@/lib/db/rejected/settle-rejected'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import type { Refused } from '@/lib/reveal/asker'
import { checkRejectedRequest, type RejectedRequest } from '@/lib/reveal/open-rejected'

export type DiscardAnswer =
  | Refused
  | { kind: 'invalid'; problem: string }
  /** There is no such message, or it was returned or discarded before. */
  | { kind: 'not-kept'; problem: string }
  | { kind: 'discarded' }

/**
 * Discards a rejected message for good: its body is overwritten, its row and the ledger stay. Nothing
 * is opened, so no passphrase is asked for; a reason is.
 */
export async function discardRejected(
  request: Omit<RejectedRequest, 'passphrase'>,
): Promise<DiscardAnswer> {
  const checked = await checkRejectedRequest(request, 'discard-rejected')
  if (checked.kind !== 'ok') return checked
  const { id, entry } = checked
  return transaction(async (tx) => {
    const done = await markDiscarded(tx, id, request.user.email)
    await appendRevealLog(tx, {
      ...entry,
      outcome: done ? 'done' : 'failed',
      outcomes: [done ? 'discarded' : 'not-kept'],
    })
    if (done) return { kind: 'discarded' }
    return {
      kind: 'not-kept',
      problem: 'There is no such message any more: it was returned or discarded before.',
    }
  })
}
