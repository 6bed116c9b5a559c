import { canonicalIp } from '@/lib/masking/canonical'

const REASON_LENGTH = { min: 10, max: 1_000 }
const TICKET_MAX_LENGTH = 128

/** Why something is done, as it is kept forever. */
export type Reason = { reason: string; ticket: string | undefined }

export type ReasonCheck = ({ ok: true } & Reason) | { ok: false; problem: string }

/**
 * Checks a reason and a ticket reference. As both are kept forever, they must not hold what they
 * are about: anything shaped like an address or an id of a device is refused.
 * @param secret further text that must not occur in them.
 */
export function checkReason(given: unknown, ticketGiven: unknown, secret?: string): ReasonCheck {
  const reason = cleanText(given)
  const ticket = cleanText(ticketGiven ?? '')
  if (reason === null || ticket === null) {
    return { ok: false, problem: 'The reason and the ticket must be plain text.' }
  }
  if (reason.length < REASON_LENGTH.min || reason.length > REASON_LENGTH.max) {
    const { min, max } = REASON_LENGTH
    return { ok: false, problem: `Give a reason of ${min} to ${max} characters.` }
  }
  if (ticket.length > TICKET_MAX_LENGTH) {
    return { ok: false, problem: `A ticket has at most ${TICKET_MAX_LENGTH} characters.` }
  }
  const both = `${reason} ${ticket}`
  if (holdsOriginal(both) || (secret && both.toLowerCase().includes(secret.toLowerCase()))) {
    return {
      ok: false,
      problem: 'Leave IP addresses and device ids out of the reason: it is kept forever.',
    }
  }
  return { ok: true, reason, ticket: ticket === '' ? undefined : ticket }
}

/** Trimmed text without what Postgres or a reader could not take; null where it is none. */
function cleanText(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 10_000 || !given.isWellFormed()) return null
  const text = given.replace(/\r\n?/g, '\n').trim()
  // Line breaks and tabs are text; other control characters, and those that turn lines around, hide.
  return /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.test(text) ? null : text
}

function holdsOriginal(text: string): boolean {
  if (/(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/.test(text)) return true
  return text.split(/[\s,;()<>"'=|]+/).some((word) => {
    const bare = word.replace(/^[[{]+|[\]}.:!?]+$/g, '')
    return bare.length > 3 && canonicalIp(bare) !== null
  })
}
