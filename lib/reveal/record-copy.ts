import { z } from 'zod'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { findRevealAnswer } from '@/lib/db/reveal-log/find-reveal-answer'
import { revealShownSeconds } from '@/lib/model/reveal/reveal'
import { isToken } from '@/lib/model/token'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { recordedVerb } from '@/lib/reveal/recorded-verb'

export type CopyOutcome =
  /** That value was not shown to this person, or too long ago. */
  { kind: 'not-shown'; problem: string } | { kind: 'recorded' }

/** What is copied so long after it was hidden was not copied from the page. */
const GRACE_SECONDS = 90

const NOT_SHOWN = 'That value is not shown any more. Reveal it again.'

/** `token`: which of the request's values; none for the body of a rejected message. */
const input = z.object({
  requestId: z.string({ error: NOT_SHOWN }),
  token: z.string({ error: NOT_SHOWN }).optional(),
})

/** Records that a revealed value was copied. Call it before the value goes to the clipboard. */
export const recordCopy = recordedVerb('copy', input, record)

async function record(actor: Actor, request: z.output<typeof input>): Promise<CopyOutcome> {
  const { requestId, token } = request
  const isId = /^[1-9]\d{0,17}$/.test(requestId)
  const shown = isId ? await findRevealAnswer(requestId, actor.user.id) : null
  const isShown =
    token === undefined
      ? shown?.outcomes[0] === 'opened'
      : isToken(token) && shown?.outcomes[shown.tokens.indexOf(token)] === 'revealed'
  if (shown === null || !isShown || shown.ageSeconds > copyableSeconds(shown.outcomes)) {
    return { kind: 'not-shown', problem: NOT_SHOWN }
  }
  await recordInRevealLog({
    ...identityOf(actor),
    action: 'copy',
    outcome: 'done',
    requestId,
    tokens: token === undefined ? [] : [token],
    subject: shown.subject ?? undefined,
  })
  return { kind: 'recorded' }
}

function copyableSeconds(outcomes: readonly string[]): number {
  const values = outcomes.filter((outcome) => outcome === 'revealed').length
  return revealShownSeconds(values) + GRACE_SECONDS
}
