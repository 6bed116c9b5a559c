import { findOriginal } from '@/lib/find-original'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

/**
 * A masked value as it may leave the server. Adopted logins may hold originals where tokens should be,
 * and so do the rollups: whatever reads such a column passes through here.
 */
export function hideOriginal<Value extends string | null>(value: Value): Value | string {
  return value !== null && findOriginal(value) !== null ? HIDDEN_ORIGINAL : value
}
