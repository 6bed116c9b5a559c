import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { findRevealAnswer } from '@/lib/db/reveal-log/find-reveal-answer'
import { isToken } from '@/lib/model/token'
import { type Asker, identityOf, type Refused, refuseUnlessAdmin } from '@/lib/reveal/asker'

export type CopyAnswer =
  | Refused
  /** That value was not shown to this person, or too long ago. */
  | { kind: 'not-shown'; problem: string }
  | { kind: 'recorded' }

/** Values are shown for half a minute; what is copied later was not copied from the page. */
const SHOWN_MINUTES = 2

/**
 * Records that a revealed value was copied. Call it before the value goes to the clipboard.
 * @param request.token which of the request's values; none for the body of a rejected message.
 */
export async function recordCopy(
  request: Asker & { requestId: string; token?: string },
): Promise<CopyAnswer> {
  const refused = await refuseUnlessAdmin(request, 'copy')
  if (refused !== null) return refused
  const { requestId, token, user } = request
  const isId = typeof requestId === 'string' && /^[1-9]\d{0,17}$/.test(requestId)
  const shown = isId ? await findRevealAnswer(requestId, user.id, SHOWN_MINUTES) : null
  const isShown =
    token === undefined
      ? shown?.outcomes[0] === 'opened'
      : isToken(token) && shown?.outcomes[shown.tokens.indexOf(token)] === 'revealed'
  if (shown === null || !isShown) {
    return { kind: 'not-shown', problem: 'That value is not shown any more. Reveal it again.' }
  }
  await recordInRevealLog({
    ...identityOf(request),
    ...{ action: 'copy', outcome: 'done', requestId },
    tokens: token === undefined ? [] : [token],
    subject: shown.subject ?? undefined,
  })
  return { kind: 'recorded' }
}
