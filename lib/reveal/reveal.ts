import { isToken } from '@/lib/model/token'
import { type Asker, identityOf, type Refused, refuseUnlessAdmin } from '@/lib/reveal/asker'
import { openValues, type Unrevealed } from '@/lib/reveal/open-values'
import { OUTCOME_WORDS } from '@/lib/reveal/outcome-words'
import { checkReason } from '@/lib/reveal/reason'
import { type Hindrance, withUnlockedVault } from '@/lib/reveal/request'

/** The most tokens of one request. */
export const MAX_TOKENS = 100

export type RevealedValue =
  | { token: string; outcome: 'revealed'; original: string }
  /** `message` says it in a sentence. What is not shaped like a token is not echoed. */
  | { token: string; outcome: Unrevealed | 'not-a-token'; message: string }

export type RevealAnswer =
  | Refused
  | { kind: 'invalid'; problem: string }
  | Hindrance
  /** `requestId` names the request when a value is copied; see `recordCopy`. */
  | { kind: 'revealed'; requestId: string; values: RevealedValue[] }

/**
 * Brings originals back: authorise, record, open, forget. Show the answer to nobody else, and not
 * for long.
 * @throws where the database cannot be reached; nothing is revealed then.
 */
export async function reveal(
  request: Asker & {
    tokens: readonly string[]
    passphrase: string
    reason: string
    ticket?: string
  },
): Promise<RevealAnswer> {
  const refused = await refuseUnlessAdmin(request, 'reveal')
  if (refused !== null) return refused
  const given = readTokens(request.tokens)
  if (!given.ok) return { kind: 'invalid', problem: given.problem }
  const why = checkReason(request.reason, request.ticket)
  if (!why.ok) return { kind: 'invalid', problem: why.problem }

  const { tokens, hasOthers } = given
  const { reason, ticket } = why
  const entry = { ...identityOf(request), action: 'reveal' as const, tokens, reason, ticket }
  return withUnlockedVault(entry, tokens.length, request.passphrase, async (vault) => {
    const opened = await openValues(vault, tokens)
    const values = opened.map((value): RevealedValue => {
      if (value.outcome === 'revealed') return value
      return { ...value, message: OUTCOME_WORDS[value.outcome] }
    })
    if (hasOthers) values.push(NOT_A_TOKEN)
    const outcomes = opened.map((value) => value.outcome)
    const result = { kind: 'revealed' as const, requestId: vault.requestId, values }
    return { result, log: { tokens, outcomes } }
  })
}

const NOT_A_TOKEN: RevealedValue = {
  token: '(not a token)',
  outcome: 'not-a-token',
  message: OUTCOME_WORDS['not-a-token'],
}

/** The distinct tokens among what was given. Anything else may be an original: it goes no further. */
function readTokens(given: unknown) {
  if (!Array.isArray(given) || given.length > MAX_TOKENS) {
    return { ok: false as const, problem: `Give at most ${MAX_TOKENS} tokens at a time.` }
  }
  const texts = given.map((text) => (typeof text === 'string' ? text.trim() : ''))
  const tokens = [...new Set(texts.filter(isToken))]
  if (tokens.length === 0) {
    return { ok: false as const, problem: 'Give at least one token, such as ip1_… or dv1_….' }
  }
  return { ok: true as const, tokens, hasOthers: texts.some((text) => !isToken(text)) }
}
