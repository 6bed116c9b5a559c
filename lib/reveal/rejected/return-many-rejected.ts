import { z } from 'zod'
import { findRejectedBodies } from '@/lib/db/rejected/find-rejected-body'
import {
  claimManyRejected,
  markManyReturned,
  unclaimManyRejected,
} from '@/lib/db/rejected/settle-many-rejected'
import { transaction } from '@/lib/db/transaction'
import { describeFailure, failureSentence } from '@/lib/errors'
import { type BulkSettled, MAX_AT_ONCE } from '@/lib/model/rejected/rejected-bulk'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { opener } from '@/lib/reveal/open-values'
import { passphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { bulkInput, bulkSubject } from '@/lib/reveal/rejected/bulk-input'
import { beginBulk, endBulk } from '@/lib/reveal/rejected/bulk-progress'
import type { SendBack } from '@/lib/reveal/rejected/return-rejected'
import { outcomesOf, type Settled, settleInTurn } from '@/lib/reveal/rejected/settle-in-turn'
import { type Denial, type Unlocked, withUnlockedVault } from '@/lib/reveal/request'
import { REJECTED_BODY } from '@/lib/vault/sealed-format'

export type ReturnManyOutcome = Denial | { kind: 'under-way'; problem: string } | BulkSettled

/** So many are claimed before they are sent: what a process that dies leaves in doubt. */
const AT_ONCE = 10

const input = z.object({ ...bulkInput(MAX_AT_ONCE.return), passphrase }).and(justification)

/**
 * Returns the open messages of a filter to the queue, each once and as `returnRejected` does, under one
 * justification and one row of the log; each message names that row. Bodies are opened for it, so all of
 * them count in the limits of a reveal. It ends at the first sign that the queue does not take them.
 */
export const returnManyRejected = recordedVerb('return-rejected', input, returnMany)

async function returnMany(
  actor: Actor,
  { passphrase, reason, ticket, ...request }: z.output<typeof input>,
  sendBack: SendBack,
): Promise<ReturnManyOutcome> {
  const begun = beginBulk(request.bulk, actor.user.id, request.count)
  if (begun.kind !== 'begun') return begun
  const { progress } = begun
  const subject = bulkSubject(request)
  const entry = {
    ...identityOf(actor),
    action: 'return-rejected' as const,
    subject,
    reason,
    ticket,
  }
  try {
    return await withUnlockedVault(entry, request.count, passphrase, async (vault) => {
      const options = { request, progress, done: 'returned' as const, atOnce: AT_ONCE }
      const settled = await settleInTurn(options, (ids) => returnSome(vault, actor, ids, sendBack))
      const result = { kind: 'settled' as const, requestId: vault.requestId, ...settled }
      return { result, log: { outcomes: outcomesOf(settled, 'returned'), subject } }
    })
  } finally {
    endBulk(request.bulk)
  }
}

type OpenedBody = { id: string; messageId: string; body: string }

async function returnSome(
  vault: Unlocked,
  { user }: Actor,
  ids: string[],
  sendBack: SendBack,
): Promise<Settled> {
  const { opened, outcomes } = await openBodies(vault, ids)
  const settler = { by: user.email, requestId: vault.requestId }
  const claimed = new Set(
    await claimManyRejected(
      opened.map(({ id }) => id),
      settler,
    ),
  )
  const mine = opened.filter(({ id }) => claimed.has(id))
  const sent = await Promise.all(mine.map((one) => sendOne(one, sendBack)))
  const returned = sent.flatMap(({ id, as }) => (as === undefined ? [] : [{ id, as }]))
  const refused = sent.filter(({ refusedFor }) => refusedFor !== undefined)
  const unknown = sent.filter(({ lostFor }) => lostFor !== undefined)
  outcomes['settled-already'] = ids.length - sum(outcomes) - mine.length
  outcomes['not-sent'] = refused.length
  try {
    await transaction(async (tx) => {
      await markManyReturned(tx, returned)
      await unclaimManyRejected(
        tx,
        refused.map(({ id }) => id),
      )
    })
  } catch (error) {
    // They are on the queue, and their rows do not say so: what they say is that nobody knows.
    outcomes['in-doubt'] = unknown.length + returned.length
    return { outcomes, stop: { why: 'failed', problem: failureSentence(error) } }
  }
  outcomes.returned = returned.length
  outcomes['in-doubt'] = unknown.length
  const lostFor = unknown[0]?.lostFor
  if (lostFor !== undefined) {
    const problem = `Whether the queue took some of them is not known (${lostFor}).`
    return { outcomes, stop: { why: 'queue', problem } }
  }
  const isRefusing = refused.length > 0 && returned.length === 0
  const problem = `The queue did not take them (${refused[0]?.refusedFor}).`
  return isRefusing ? { outcomes, stop: { why: 'queue', problem } } : { outcomes }
}

/** Opens what can be opened; the others are told by why they could not be. */
async function openBodies(vault: Unlocked, ids: string[]) {
  const rows = await findRejectedBodies(ids)
  const kept = rows.filter(({ state }) => state === 'kept')
  const open = await opener(
    vault,
    kept.map(({ dekId }) => dekId),
  )
  const opened: OpenedBody[] = []
  const outcomes: Record<string, number> = {}
  for (const { id, messageId, dekId, sealed } of kept) {
    const result = await open(REJECTED_BODY, dekId, messageId, sealed)
    if (result.ok) opened.push({ id, messageId, body: result.text })
    else outcomes[result.outcome] = (outcomes[result.outcome] ?? 0) + 1
  }
  return { opened, outcomes }
}

type Sent = { id: string; as?: string; refusedFor?: string; lostFor?: string }

/** `lostFor` is why it is not known whether the queue took it. */
async function sendOne({ id, messageId, body }: OpenedBody, sendBack: SendBack): Promise<Sent> {
  try {
    const sent = await sendBack(body, messageId)
    return sent.ok ? { id, as: sent.messageId } : { id, refusedFor: sent.reason }
  } catch (error) {
    return { id, lostFor: describeFailure(error) }
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0)
}
