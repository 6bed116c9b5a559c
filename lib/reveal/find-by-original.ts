import { z } from 'zod'
import { countLoginsByToken, LOGINS_COUNTED } from '@/lib/db/logins/count-logins-by-token'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { findActiveKey } from '@/lib/db/vault/key-registry'
import { currentToken } from '@/lib/db/vault/token-alias'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { CANONICAL } from '@/lib/masking/canonical'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys } from '@/lib/masking/token-key'
import { MASKED_FIELD_NAMES, MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import { ORIGINAL_MAX_LENGTH } from '@/lib/model/reveal/reveal'
import { isPlainText } from '@/lib/model/text/is-plain-text'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { justificationFields, justify, reject } from '@/lib/reveal/justification'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import { claimOrDenial, type Denial } from '@/lib/reveal/request'

export type FindOutcome =
  | Denial
  /**
   * `token` is what the value is masked as. `logins` counts its rows up to `LOGINS_COUNTED`; where
   * `isMore`, there are more.
   */
  | { kind: 'found'; field: MaskedField; token: string; logins: number; isMore: boolean }

const ORIGINALS = MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].original)
const NO_ORIGINAL = `That is neither ${ORIGINALS.join(' nor ')}.`

/** The reason is checked against the original, which must not stand in it. */
const input = z
  .object({
    field: z.enum(MASKED_FIELD_NAMES, { error: NO_ORIGINAL }),
    original: z.string({ error: NO_ORIGINAL }).max(ORIGINAL_MAX_LENGTH, { error: NO_ORIGINAL }),
    ...justificationFields,
  })
  .transform(({ field, original, reason, ticket }, context) => {
    const canonical = canonicalOf(field, original)
    if (canonical === null) {
      return reject(context, `That is not ${MASKED_FIELDS[field].original}.`)
    }
    const checked = justify({ reason, ticket }, canonical)
    if (checked.kind !== 'justified') return reject(context, checked.problem)
    return { field, canonical, ...checked.justification }
  })

/**
 * Tells the token of an original. An oracle, hence recorded and limited as a reveal is;
 * the log gets the token, never the original.
 */
export const findByOriginal = recordedVerb('find-by-original', input, find)

async function find(actor: Actor, request: z.output<typeof input>): Promise<FindOutcome> {
  const { field, canonical, reason, ticket } = request
  const token = await tokenFor(field, canonical)
  if (token instanceof UserError) return { kind: 'keys-unusable', problem: token.message }

  const about = { ...identityOf(actor), action: 'find-by-original' as const, tokens: [token] }
  const claim = await claimOrDenial({ ...about, reason, ticket }, { values: 1, passphrase: false })
  if (claim.kind !== 'allowed') return claim
  const count = await countLoginsByToken(field, token)
  const outcomes = [count > 0 ? 'known' : 'unknown']
  await recordInRevealLog({ ...about, outcomes, requestId: claim.requestId, outcome: 'done' })
  const logins = Math.min(count, LOGINS_COUNTED)
  return { kind: 'found', field, token, logins, isMore: count > LOGINS_COUNTED }
}

function canonicalOf(field: MaskedField, original: string): string | null {
  if (!isPlainText(original)) return null
  return CANONICAL[field](original)
}

async function tokenFor(field: MaskedField, canonical: string): Promise<string | UserError> {
  try {
    const active = await findActiveKey('token')
    const keys = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
    const key = keys.find(({ fp }) => fp === active?.fp)
    if (key === undefined) throw new UserError('The token key here is not the one in use.')
    return await currentToken(tokenOf(key, field, canonical))
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}
