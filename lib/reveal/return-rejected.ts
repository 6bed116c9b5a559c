import { findRejectedBody } from '@/lib/db/rejected/find-rejected-body'
import { claimRejected, markReturned, unclaimRejected } from '@/lib/db/rejected/settle-rejected'
import { transaction } from '@/lib/db/transaction'
import { describeFailure } from '@/lib/errors'
import type { Refused } from '@/lib/reveal/asker'
import {
  checkRejectedRequest,
  openBody,
  type RejectedRequest,
  type Unopened,
} from '@/lib/reveal/open-rejected'
import { type Hindrance, type Unlocked, withUnlockedVault } from '@/lib/reveal/request'

/** Sends a body as a new message that names the old one: `Queue.sendBack`. */
export type SendBack = (
  body: string,
  oldMessageId: string,
) => Promise<{ ok: true; messageId: string } | { ok: false; reason: string }>

export type ReturnAnswer =
  | Refused
  | { kind: 'invalid'; problem: string }
  | Hindrance
  | Unopened
  /** It was returned or discarded before, or somebody is about to. */
  | { kind: 'settled-already'; problem: string }
  /** The queue did not take it; it is kept as it was. */
  | { kind: 'not-sent'; problem: string }
  /** Whether the queue took it is not known; see `again`. */
  | { kind: 'in-doubt'; problem: string }
  | { kind: 'returned'; messageId: string }

/**
 * Returns a rejected message to the queue, once: as a new message, received and counted anew, that
 * names the old one. The body is opened for it, so the ceremony and the limits of a reveal hold.
 * @param request.again set where it was found in doubt a minute ago or more, and a person decided
 *   that it is better sent twice than not at all.
 */
export async function returnRejected(
  request: RejectedRequest & { again?: boolean; sendBack: SendBack },
): Promise<ReturnAnswer> {
  const checked = await checkRejectedRequest(request, 'return-rejected')
  if (checked.kind !== 'ok') return checked
  const { id, entry } = checked
  return withUnlockedVault(entry, 1, request.passphrase, async (vault) => {
    const result = await returnOnce(vault, id, request)
    const outcome = result.kind === 'not-opened' ? result.outcome : result.kind
    const subject =
      result.kind === 'returned' ? `${entry.subject} as ${result.messageId}` : entry.subject
    return { result, log: { outcomes: [outcome], subject } }
  })
}

async function returnOnce(
  vault: Unlocked,
  id: string,
  { user, again = false, sendBack }: Parameters<typeof returnRejected>[0],
) {
  const opened = await openBody(vault, await findRejectedBody(id))
  if (opened.kind !== 'opened') return opened
  if (!(await claimRejected(id, user.email, again === true))) return SETTLED
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
