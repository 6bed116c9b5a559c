import { hashOfSecret, secretOf } from '@/lib/auth/api-token/token-secret'
import { findApiToken, noteTokenUse } from '@/lib/db/api-tokens/find-api-token'
import { log } from '@/lib/log'
import type { ApiScope, ApiTokenState } from '@/lib/model/api-token'

export type AuthorisedToken = { id: string; scopes: readonly ApiScope[] }

type TokenAnswer =
  | { kind: 'authorised'; token: AuthorisedToken }
  | { kind: 'refused'; problem: string; isShown: boolean }

/**
 * Who asks, by the Authorization header of a request to the API: nothing else of it is looked at, cookies
 * least of all. The owner's account is asked each time, so that a token ends with its owner's permission.
 */
export async function authoriseToken(authorization: string | null): Promise<TokenAnswer> {
  if (authorization === null) return refused('Send a token: Authorization: Bearer vgt_…', false)
  const secret = secretOf(authorization)
  const found = secret === null ? null : await findApiToken(hashOfSecret(secret))
  if (found === null) return refused('There is no such token.')
  if (found.state !== 'active') return refused(REFUSALS[found.state])
  if (found.isUseDue) {
    await noteTokenUse(found.id).catch((error) => {
      log.warn('api-token.use-not-noted', { token: found.id }, error)
    })
  }
  return { kind: 'authorised', token: { id: found.id, scopes: found.scopes } }
}

const REFUSALS: Record<Exclude<ApiTokenState, 'active'>, string> = {
  expired: 'The token has expired.',
  revoked: 'The token was revoked.',
  'owner-gone': 'Whoever created the token is no longer an admin.',
}

/** @param isShown whether a token was shown at all. */
function refused(problem: string, isShown = true): TokenAnswer {
  return { kind: 'refused', problem, isShown }
}
