import { z } from 'zod'
import { findRejectedBody, type RejectedBody } from '@/lib/db/rejected/find-rejected-body'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justification } from '@/lib/reveal/justification'
import { opener } from '@/lib/reveal/open-values'
import { OUTCOME_MESSAGES } from '@/lib/reveal/outcome-messages'
import { passphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { NO_SUCH_MESSAGE, rejectedId, rejectedSubject } from '@/lib/reveal/rejected/rejected-id'
import { type Denial, type Unlocked, withUnlockedVault } from '@/lib/reveal/request'
import { REJECTED_BODY } from '@/lib/vault/sealed-format'

/** Why a body could not be opened. */
export type Unopened = {
  kind: 'not-opened'
  outcome: 'unknown' | 'discarded' | 'tampered' | 'missing-key' | 'foreign-key'
  problem: string
}

export type OpenRejectedOutcome =
  | Denial
  | Unopened
  | { kind: 'opened'; requestId: string; messageId: string; body: string }

const input = z.object({ id: rejectedId, passphrase }).and(justification)

/** Opens the sealed body of a rejected message; counts as one revealed value. */
export const openRejected = recordedVerb('open-rejected', input, open)

async function open(actor: Actor, request: z.output<typeof input>): Promise<OpenRejectedOutcome> {
  const { id, passphrase, reason, ticket } = request
  const subject = rejectedSubject(id)
  const entry = { ...identityOf(actor), action: 'open-rejected' as const, subject, reason, ticket }
  return withUnlockedVault(entry, 1, passphrase, async (vault) => {
    const opened = await openBody(vault, await findRejectedBody(id))
    const { requestId } = vault
    const outcomes = [opened.kind === 'opened' ? 'opened' : opened.outcome]
    const result = opened.kind === 'opened' ? { ...opened, requestId } : opened
    return { result, log: { outcomes } }
  })
}

/** Opens the body of a row, if there is one. */
export async function openBody(
  vault: Pick<Unlocked, 'recipient' | 'privateKey'>,
  row: RejectedBody | null,
): Promise<Unopened | { kind: 'opened'; messageId: string; body: string }> {
  if (row === null) return { kind: 'not-opened', outcome: 'unknown', problem: NO_SUCH_MESSAGE }
  if (row.state === 'discarded') {
    return {
      kind: 'not-opened',
      outcome: 'discarded',
      problem: 'It was discarded, and its body overwritten.',
    }
  }
  const openSealedBytes = await opener(vault, [row.dekId])
  const opened = await openSealedBytes(REJECTED_BODY, row.dekId, row.messageId, row.sealed)
  if (opened.ok) return { kind: 'opened', messageId: row.messageId, body: opened.text }
  const { outcome } = opened
  return { kind: 'not-opened', outcome, problem: OUTCOME_MESSAGES[outcome] }
}
