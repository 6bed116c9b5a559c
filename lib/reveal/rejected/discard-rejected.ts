import { z } from 'zod'
import { markDiscarded } from '@/lib/db/rejected/settle-rejected'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { rejectedId, rejectedSubject } from '@/lib/reveal/rejected/rejected-id'
import type { Denial } from '@/lib/reveal/request'
import { confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'

export type DiscardOutcome =
  /** There is no such message, or it was returned or discarded before. */
  { kind: 'not-kept'; problem: string } | { kind: 'discarded' } | NotConfirmed | Denial

const input = z.object({ id: rejectedId, passphrase: optionalPassphrase }).and(justification)

/**
 * Discards a rejected message for good: its body is overwritten, its row and the ledger stay. It
 * cannot be undone, so it takes the passphrase or a recent sign-in.
 */
export const discardRejected = recordedVerb(
  'discard-rejected',
  input,
  async (actor, { id, passphrase, reason, ticket }): Promise<DiscardOutcome> => {
    const subject = rejectedSubject(id)
    const about = { action: 'discard-rejected' as const, subject, reason, ticket }
    const confirmed = await confirmActor(actor, about, passphrase)
    if (confirmed.kind !== 'confirmed') return confirmed
    return transaction(async (tx) => {
      const done = await markDiscarded(tx, id, {
        by: actor.user.email,
        requestId: confirmed.requestId ?? null,
      })
      await appendRevealLog(tx, {
        ...identityOf(actor),
        ...about,
        requestId: confirmed.requestId,
        outcome: done ? 'done' : 'failed',
        outcomes: [done ? 'discarded' : 'not-kept'],
      })
      return done ? { kind: 'discarded' } : { kind: 'not-kept', problem: NOT_KEPT }
    })
  },
)

const NOT_KEPT = 'There is no such message any more: it was returned or discarded before.'
