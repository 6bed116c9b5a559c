import { countLoginsByToken, LOGINS_COUNTED } from '@/lib/db/logins/count-logins-by-token'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { findActiveKey } from '@/lib/db/vault/key-registry'
import { currentToken } from '@/lib/db/vault/token-alias'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { canonicalDeviceId, canonicalIp } from '@/lib/masking/canonical'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys } from '@/lib/masking/token-key'
import type { MaskedField } from '@/lib/model/masked-fields'
import { type Asker, identityOf, type Refused, refuseUnlessAdmin } from '@/lib/reveal/asker'
import { checkReason } from '@/lib/reveal/reason'
import { claimInWords, type Hindrance } from '@/lib/reveal/request'

export type FoundAnswer =
  | Refused
  | { kind: 'invalid'; problem: string }
  | Hindrance
  /**
   * `token` is what the value is masked as. `logins` counts its rows up to `LOGINS_COUNTED`; where
   * `isMore`, there are more.
   */
  | { kind: 'found'; field: MaskedField; token: string; logins: number; isMore: boolean }

/**
 * Tells an admin the token of an original. An oracle, hence recorded and limited as a reveal is;
 * the log gets the token, never the original.
 */
export async function findByOriginal(
  request: Asker & { field: MaskedField; original: string; reason: string; ticket?: string },
): Promise<FoundAnswer> {
  const refused = await refuseUnlessAdmin(request, 'find-by-original')
  if (refused !== null) return refused
  const { field } = request
  const canonical = canonicalOf(field, request.original)
  if (canonical === null) {
    const what = field === 'ip' ? 'an IP address' : 'a device id'
    return { kind: 'invalid', problem: `That is not ${what}.` }
  }
  const why = checkReason(request.reason, request.ticket, canonical)
  if (!why.ok) return { kind: 'invalid', problem: why.problem }
  const token = await tokenFor(field, canonical)
  if (token instanceof UserError) return { kind: 'keys-unusable', problem: token.message }

  const { reason, ticket } = why
  const about = { ...identityOf(request), action: 'find-by-original' as const, tokens: [token] }
  const claim = await claimInWords({ ...about, reason, ticket }, { values: 1, passphrase: false })
  if (claim.kind !== 'allowed') return claim
  const count = await countLoginsByToken(field, token)
  const outcomes = [count > 0 ? 'known' : 'unknown']
  await recordInRevealLog({ ...about, outcomes, requestId: claim.requestId, outcome: 'done' })
  const logins = Math.min(count, LOGINS_COUNTED)
  return { kind: 'found', field, token, logins, isMore: count > LOGINS_COUNTED }
}

function canonicalOf(field: unknown, original: unknown): string | null {
  if (typeof original !== 'string' || original.length > 1_024) return null
  if (!original.isWellFormed() || original.includes('\0')) return null
  if (field === 'ip') return canonicalIp(original)
  return field === 'device_id' ? canonicalDeviceId(original) : null
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
