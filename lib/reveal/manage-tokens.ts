import { z } from 'zod'
import { hashOfSecret, newTokenSecret } from '@/lib/auth/api-token/token-secret'
import { createApiToken } from '@/lib/db/api-tokens/create-api-token'
import { revokeApiToken } from '@/lib/db/api-tokens/revoke-api-token'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import type { Done } from '@/lib/model/answers/action-result'
import {
  API_SCOPES,
  API_TOKEN_DAYS,
  MAX_API_TOKEN_NAME,
  MAX_API_TOKENS,
} from '@/lib/model/api-token'
import { refusalOf } from '@/lib/model/permissions'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { identityOf } from '@/lib/reveal/actor'
import { type Invalid, recordedVerb } from '@/lib/reveal/recorded-verb'

const NO_NAME = `Give a name of 1 to ${MAX_API_TOKEN_NAME} characters.`
const NO_SCOPE = 'Choose what the token may read.'
const NO_DAYS = 'Choose how long the token is valid.'
const GONE = { kind: 'gone', problem: 'There is no such token, or it was revoked before.' } as const

/** `secret` is in this answer alone: nobody can read it again. */
export type TokenCreated = { kind: 'created'; secret: string; name: string; expiresAt: string }
export type TokenGone = typeof GONE

/** It is kept in the log for ever, so that it must not hold an original. */
const name = z
  .string({ error: NO_NAME })
  .trim()
  .min(1, { error: NO_NAME })
  .max(MAX_API_TOKEN_NAME, { error: NO_NAME })
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { error: NO_NAME })
  .refine((text) => !holdsOriginal(text), {
    error: 'The name must not hold an IP address or a device id.',
  })

const newToken = z.object({
  name,
  scopes: z
    .array(z.enum(API_SCOPES, { error: NO_SCOPE }), { error: NO_SCOPE })
    .min(1, { error: NO_SCOPE })
    .max(API_SCOPES.length, { error: NO_SCOPE })
    .transform((scopes) => API_SCOPES.filter((scope) => scopes.includes(scope))),
  days: z.literal(API_TOKEN_DAYS, { error: NO_DAYS }),
})

/** Makes a token, and the row of the log with it; its secret is told this once. */
export const createToken = recordedVerb(
  'manage-tokens',
  newToken,
  async (actor, { name, scopes, days }): Promise<TokenCreated | Invalid> => {
    const secret = newTokenSecret()
    const made = await transaction(async (tx) => {
      const secretHash = hashOfSecret(secret)
      const created = await createApiToken(tx, {
        name,
        secretHash,
        scopes,
        days,
        owner: actor.user,
      })
      if (created.kind === 'created') {
        const subject = `create ${created.id} for ${days} days: ${scopes.join(', ')}; ${name}`
        await appendRevealLog(tx, { ...identityOf(actor), ...doneTo(subject) })
      }
      return created
    })
    if (made.kind === 'too-many') {
      const problem = `${MAX_API_TOKENS} tokens are valid already. Revoke one first.`
      return { kind: 'invalid', problem }
    }
    if (made.kind === 'owner-gone') {
      return { kind: 'invalid', problem: refusalOf('manage-tokens') }
    }
    log.info('api-token.created', {
      token: made.id,
      scopes: scopes.join(' '),
      days,
      userId: actor.user.id,
    })
    return { kind: 'created', secret, name, expiresAt: made.expiresAt.toISOString() }
  },
)

/** Ends a token at once, on the record. */
export const revokeToken = recordedVerb(
  'manage-tokens',
  z.object({ id: z.uuid({ error: GONE.problem }) }),
  async (actor, { id }): Promise<Done | TokenGone> => {
    const name = await transaction(async (tx) => {
      const revoked = await revokeApiToken(tx, id, actor.user.email)
      if (revoked !== null) {
        await appendRevealLog(tx, { ...identityOf(actor), ...doneTo(`revoke ${id}; ${revoked}`) })
      }
      return revoked
    })
    if (name === null) return GONE
    log.info('api-token.revoked', { token: id, userId: actor.user.id })
    return { kind: 'done' }
  },
)

/** The fields of the log that say what was done; the token is known by its id, never by its secret. */
function doneTo(subject: string) {
  return { action: 'manage-tokens', outcome: 'done', subject: subject.slice(0, 256) } as const
}
