import { z } from 'zod'
import { markDiscarded } from '@/lib/db/rejected/settle-rejected'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { rejectedId, rejectedSubject } from '@/lib/reveal/rejected-id'

export type DiscardOutcome =
  /** There is no such message, or it was returned or discarded before. */
  { kind: 'not-kept'; problem: string } | { kind: 'discarded' }

const input = z.object({ id: rejectedId }).and(justification)

/**
 * Discards a rejected message for good: its body is overwritten, its row and the ledger stay. Nothing
 * is opened, so no passphrase is asked for; a reason is.
 */
export const discardRejected = recordedVerb(
  'discard-rejected',
  input,
  async (actor, { id, reason, ticket }): Promise<DiscardOutcome> =>
    transaction(async (tx) => {
      const done = await markDiscarded(tx, id, actor.user.email)
      await appendRevealLog(tx, {
        ...identityOf(actor),
        action: 'discard-rejected',
        subject: rejectedSubject(id),
        reason,
        ticket,
        outcome: done ? 'done' : 'failed',
        outcomes: [done ? 'discarded' : 'not-kept'],
      })
      return done ? { kind: 'discarded' } : { kind: 'not-kept', problem: NOT_KEPT }
    }),
)

const NOT_KEPT = 'There is no such message any more: it was returned or discarded before.'
