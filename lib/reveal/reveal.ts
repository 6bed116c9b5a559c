import { z } from 'zod'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'
import { isToken } from '@/lib/model/token'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justification, reject } from '@/lib/reveal/justification'
import { openValues, type Unrevealed } from '@/lib/reveal/open-values'
import { OUTCOME_MESSAGES } from '@/lib/reveal/outcome-messages'
import { passphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { type Denial, withUnlockedVault } from '@/lib/reveal/request'

type RevealedValue =
  | { token: string; outcome: 'revealed'; original: string }
  /** `message` says it in a sentence. What is not shaped like a token is not echoed. */
  | { token: string; outcome: Unrevealed | 'not-a-token'; message: string }

export type RevealOutcome =
  | Denial
  /** `requestId` names the request when a value is copied; see `recordCopy`. */
  | { kind: 'revealed'; requestId: string; values: RevealedValue[] }

const TOO_MANY = `Give at most ${MAX_TOKENS} tokens at a time.`
const NO_TOKEN = 'Give at least one token, such as ip1_… or dv1_….'

/** The distinct tokens among what was given. Anything else may be an original: it goes no further. */
const tokens = z
  .array(z.unknown(), { error: TOO_MANY })
  .max(MAX_TOKENS, { error: TOO_MANY })
  .transform((given, context) => {
    const texts = given.map((text) => (typeof text === 'string' ? text.trim() : ''))
    const tokens = [...new Set(texts.filter(isToken))]
    if (tokens.length === 0) return reject(context, NO_TOKEN)
    return { tokens, hasOthers: texts.some((text) => !isToken(text)) }
  })

const input = z.object({ tokens, passphrase }).and(justification)

/**
 * Brings originals back: authorise, record, open, forget. Show the answer to nobody else, and not
 * for long.
 * @throws where the database cannot be reached; nothing is revealed then.
 */
export const reveal = recordedVerb('reveal', input, openTokens)

async function openTokens(actor: Actor, request: z.output<typeof input>): Promise<RevealOutcome> {
  const { tokens: given, passphrase, reason, ticket } = request
  const { tokens, hasOthers } = given
  const entry = { ...identityOf(actor), action: 'reveal' as const, tokens, reason, ticket }
  return withUnlockedVault(entry, tokens.length, passphrase, async (vault) => {
    const opened = await openValues(vault, tokens)
    const values = opened.map((value): RevealedValue => {
      if (value.outcome === 'revealed') return value
      return { ...value, message: OUTCOME_MESSAGES[value.outcome] }
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
  message: OUTCOME_MESSAGES['not-a-token'],
}
