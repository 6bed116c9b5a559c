import { z } from 'zod'
import { markManyDiscarded } from '@/lib/db/rejected/settle-many-rejected'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { type BulkSettled, MAX_AT_ONCE } from '@/lib/model/rejected/rejected-bulk'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { bulkInput, bulkSubject } from '@/lib/reveal/rejected/bulk-input'
import { beginBulk, endBulk } from '@/lib/reveal/rejected/bulk-progress'
import { outcomesOf, type Settled, settleInTurn } from '@/lib/reveal/rejected/settle-in-turn'
import type { Denial } from '@/lib/reveal/request'
import { confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'

export type DiscardManyOutcome =
  | Denial
  | NotConfirmed
  | { kind: 'under-way'; problem: string }
  | BulkSettled

/** In one transaction, which locks them. */
const AT_ONCE = 500

const input = z
  .object({ ...bulkInput(MAX_AT_ONCE.discard), passphrase: optionalPassphrase })
  .and(justification)

type Request = z.output<typeof input>

/**
 * Discards the open messages of a filter for good, as `discardRejected` does, under one justification and
 * one row of the log; each message names that row.
 */
export const discardManyRejected = recordedVerb('discard-rejected', input, discardMany)

async function discardMany(actor: Actor, request: Request): Promise<DiscardManyOutcome> {
  const begun = beginBulk(request.bulk, actor.user.id, request.count)
  if (begun.kind !== 'begun') return begun
  const { reason, ticket, passphrase } = request
  const about = {
    action: 'discard-rejected' as const,
    subject: bulkSubject(request),
    reason,
    ticket,
  }
  try {
    const confirmed = await confirmActor(actor, about, passphrase)
    if (confirmed.kind !== 'confirmed') return confirmed
    const entry = { ...identityOf(actor), ...about }
    const asked =
      confirmed.requestId ?? (await recordInRevealLog({ ...entry, outcome: 'asked' })).id
    const settler = { by: actor.user.email, requestId: asked }
    const options = {
      request,
      progress: begun.progress,
      done: 'discarded' as const,
      atOnce: AT_ONCE,
    }
    const settled = await settleInTurn(options, (ids) => discardSome(ids, settler))
    await recordInRevealLog({
      ...entry,
      reason: undefined,
      ticket: undefined,
      requestId: asked,
      outcome: settled.stopped === 'failed' && settled.done === 0 ? 'failed' : 'done',
      outcomes: outcomesOf(settled, 'discarded'),
    })
    return { kind: 'settled', requestId: asked, ...settled }
  } finally {
    endBulk(request.bulk)
  }
}

async function discardSome(
  ids: string[],
  settler: { by: string; requestId: string },
): Promise<Settled> {
  const discarded = await transaction((tx) => markManyDiscarded(tx, ids, settler))
  return { outcomes: { discarded, 'settled-already': ids.length - discarded } }
}
