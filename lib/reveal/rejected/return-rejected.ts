import { z } from 'zod'
import { findRejectedBody } from '@/lib/db/rejected/find-rejected-body'
import { claimRejected, markReturned, unclaimRejected } from '@/lib/db/rejected/settle-rejected'
import { transaction } from '@/lib/db/transaction'
import { describeFailure } from '@/lib/errors'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { passphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { openBody, type Unopened } from '@/lib/reveal/rejected/open-rejected'
import { rejectedId, rejectedSubject } from '@/lib/reveal/rejected/rejected-id'
import { type Denial, type Unlocked, withUnlockedVault } from '@/lib/reveal/request'

/** Sends a body as a new message that names the old one: `Queue.sendBack`. */
export type SendBack = (
  body: string,
  oldMessageId: string,
) => Promise<{ ok: true; messageId: string } | { ok: false; reason: string }>

export type ReturnOutcome =
  | Denial
  | Unopened
  /** It was returned or discarded before, or somebody is about to. */
  | { kind: 'settled-already'; problem: string }
  /** The queue did not take it; it is kept as it was. */
  | { kind: 'not-sent'; problem: string }
  /** Whether the queue took it is not known; see `again`. */
  | { kind: 'in-doubt'; problem: string }
  | { kind: 'returned'; messageId: string }

/**
 * `again` is set where it was found in doubt a minute ago or more, and a person decided that it is
 * better sent twice than not at all.
 */
const input = z
  .object({ id: rejectedId, passphrase, again: z.boolean().default(false).catch(false) })
  .and(justification)

type Request = z.output<typeof input>

/**
 * Returns a rejected message to the queue, once: as a new message, received and counted anew, that
 * names the old one. The body is opened for it, so what a reveal asks for, and its limits, hold.
 */
export const returnRejected = recordedVerb('return-rejected', input, sendBackRejected)

async function sendBackRejected(
  actor: Actor,
  request: Request,
  sendBack: SendBack,
): Promise<ReturnOutcome> {
  const { id, passphrase, reason, ticket } = request
  const asked = rejectedSubject(id)
  const entry = { ...identityOf(actor), action: 'return-rejected' as const, reason, ticket }
  return withUnlockedVault({ ...entry, subject: asked }, 1, passphrase, async (vault) => {
    const result = await returnOnce(vault, actor, request, sendBack)
    const outcome = result.kind === 'not-opened' ? result.outcome : result.kind
    const subject = result.kind === 'returned' ? `${asked} as ${result.messageId}` : asked
    return { result, log: { outcomes: [outcome], subject } }
  })
}

async function returnOnce(
  vault: Unlocked,
  { user }: Actor,
  { id, again }: Request,
  sendBack: SendBack,
) {
  const opened = await openBody(vault, await findRejectedBody(id))
  if (opened.kind !== 'opened') return opened
  const settler = { by: user.email, requestId: vault.requestId }
  if (!(await claimRejected(id, settler, again))) return SETTLED
  let sent: Awaited<ReturnType<SendBack>>
  try {
    sent = await sendBack(opened.body, opened.messageId)
  } catch (error) {
    const problem =
      `Whether the queue took it is not known (${describeFailure(error)}). ` +
      'Look for it there; after a minute it can be returned again.'
    return { kind: 'in-doubt' as const, problem }
  }
  if (!sent.ok) {
    await transaction((tx) => unclaimRejected(tx, id))
    const problem = `The queue did not take it (${sent.reason}). It is kept as it was.`
    return { kind: 'not-sent' as const, problem }
  }
  const { messageId } = sent
  await transaction((tx) => markReturned(tx, id, messageId))
  return { kind: 'returned' as const, messageId }
}

const SETTLED = {
  kind: 'settled-already' as const,
  problem: 'It was returned or discarded before, or is being returned right now.',
}
