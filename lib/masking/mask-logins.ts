import { tokenOf } from '@/lib/masking/token'
import type { TokenKey } from '@/lib/masking/token-key'
import type { Login, MaskedLogin } from '@/lib/model/login'

/** Masked logins in the order given, and each distinct token's original, still to be sealed. */
export type Masked = { logins: MaskedLogin[]; originals: Map<string, string> }

/**
 * Replaces the personal data of logins by tokens. The one gate from plaintext to masked data:
 * nothing else makes a `MaskedLogin`.
 */
export function maskLogins(key: TokenKey, logins: readonly Login[]): Masked {
  const originals = new Map<string, string>()
  const masked = logins.map(({ ip, deviceId, ...rest }) => {
    const maskedIp = tokenOf(key, 'ip', ip)
    const maskedDeviceId = tokenOf(key, 'device_id', deviceId)
    originals.set(maskedIp, ip).set(maskedDeviceId, deviceId)
    return { ...rest, maskedIp, maskedDeviceId }
  })
  return { logins: masked, originals }
}
