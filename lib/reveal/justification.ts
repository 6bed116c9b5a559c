import { z } from 'zod'
import { REASON_LENGTH, TICKET_MAX_LENGTH } from '@/lib/model/reveal/reveal'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { plainSpelling } from '@/lib/model/text/plain-spelling'

const NOT_PLAIN = 'The reason and the ticket must be plain text.'

/** Why something is done, as it is kept forever. */
type Justification = { reason: string; ticket: string | undefined }

const text = z.string({ error: NOT_PLAIN })

/** What somebody types to justify what they ask for; see `justify`. */
export const justificationFields = { reason: text, ticket: text.optional() }

/** A reason and a ticket, checked. Add it to what else is asked for with `.and`. */
export const justification = z.object(justificationFields).transform((given, context) => {
  const checked = justify(given)
  return checked.kind === 'justified' ? checked.justification : reject(context, checked.problem)
})

/** Ends a transformation with a problem, in a sentence. */
export function reject(context: z.RefinementCtx, problem: string): never {
  context.addIssue({ code: 'custom', message: problem })
  return z.NEVER
}

/**
 * Checks a reason and a ticket reference. As both are kept forever, they must not hold what they
 * are about: anything shaped like an address or an id of a device is refused.
 * @param secret further text that must not occur in them.
 */
export function justify(
  given: { reason: string; ticket?: string | undefined },
  secret?: string,
): { kind: 'justified'; justification: Justification } | { kind: 'invalid'; problem: string } {
  const reason = cleanText(given.reason)
  const ticket = cleanText(given.ticket ?? '')
  if (reason === null || ticket === null) return { kind: 'invalid', problem: NOT_PLAIN }
  const { min, max } = REASON_LENGTH
  if (reason.length < min || reason.length > max) {
    return { kind: 'invalid', problem: `Give a reason of ${min} to ${max} characters.` }
  }
  if (ticket.length > TICKET_MAX_LENGTH) {
    return { kind: 'invalid', problem: `A ticket has at most ${TICKET_MAX_LENGTH} characters.` }
  }
  const both = `${reason} ${ticket}`
  if (holdsOriginal(both) || (secret && plainSpelling(both).includes(plainSpelling(secret)))) {
    return {
      kind: 'invalid',
      problem: 'Leave IP addresses and device ids out of the reason: it is kept forever.',
    }
  }
  return {
    kind: 'justified',
    justification: { reason, ticket: ticket === '' ? undefined : ticket },
  }
}

/** Trimmed text without what Postgres or a reader could not take; null where it is none. */
function cleanText(given: string): string | null {
  if (given.length > 10_000 || !given.isWellFormed()) return null
  const text = given.replace(/\r\n?/g, '\n').trim()
  // Line breaks and tabs are text; other control characters, and those that turn lines around, hide.
  return /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.test(text) ? null : text
}
