import { findRejectedBody, type RejectedBody } from '@/lib/db/rejected/find-rejected-body'
import { type Asker, identityOf, type Refused, refuseUnlessAdmin } from '@/lib/reveal/asker'
import { opener } from '@/lib/reveal/open-values'
import { OUTCOME_WORDS } from '@/lib/reveal/outcome-words'
import { checkReason } from '@/lib/reveal/reason'
import { NO_SUCH_MESSAGE, rejectedId, rejectedSubject } from '@/lib/reveal/rejected-id'
import { type Hindrance, type Unlocked, withUnlockedVault } from '@/lib/reveal/request'
import { REJECTED_BODY } from '@/lib/vault/sealed-format'

/** What is asked of a rejected message, with the ceremony of a reveal. */
export type RejectedRequest = Asker & {
  id: string
  passphrase: string
  reason: string
  ticket?: string
}

/** Why a body could not be opened. */
export type Unopened = {
  kind: 'not-opened'
  outcome: 'unknown' | 'discarded' | 'tampered' | 'missing-key' | 'foreign-key'
  problem: string
}

export type OpenRejectedAnswer =
  | Refused
  | { kind: 'invalid'; problem: string }
  | Hindrance
  | Unopened
  | { kind: 'opened'; requestId: string; messageId: string; body: string }

/** Opens the sealed body of a rejected message; counts as one revealed value. */
export async function openRejected(request: RejectedRequest): Promise<OpenRejectedAnswer> {
  const checked = await checkRejectedRequest(request, 'open-rejected')
  if (checked.kind !== 'ok') return checked
  const { id, entry } = checked
  return withUnlockedVault(entry, 1, request.passphrase, async (vault) => {
    const opened = await openBody(vault, await findRejectedBody(id))
    const { requestId } = vault
    const outcomes = [opened.kind === 'opened' ? 'opened' : opened.outcome]
    const result = opened.kind === 'opened' ? { ...opened, requestId } : opened
    return { result, log: { outcomes } }
  })
}

/** Authority, id and reason of a request about a rejected message. */
export async function checkRejectedRequest(
  request: Omit<RejectedRequest, 'passphrase'>,
  action: 'open-rejected' | 'return-rejected' | 'discard-rejected',
) {
  const refused = await refuseUnlessAdmin(request, action)
  if (refused !== null) return refused
  const id = rejectedId(request.id)
  if (id === null) return { kind: 'invalid' as const, problem: NO_SUCH_MESSAGE }
  const why = checkReason(request.reason, request.ticket)
  if (!why.ok) return { kind: 'invalid' as const, problem: why.problem }
  const { reason, ticket } = why
  const subject = rejectedSubject(id)
  return {
    kind: 'ok' as const,
    id,
    entry: { ...identityOf(request), action, subject, reason, ticket },
  }
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
  const open = await opener(vault, [row.dekId])
  const opened = await open(REJECTED_BODY, row.dekId, row.messageId, row.sealed)
  if (opened.ok) return { kind: 'opened', messageId: row.messageId, body: opened.text }
  const { outcome } = opened
  return { kind: 'not-opened', outcome, problem: OUTCOME_WORDS[outcome] }
}
