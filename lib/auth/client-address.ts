import { isIP } from 'node:net'
import { env } from '@/lib/env'

/**
 * Where a request came from, as far as it can be believed: the entry of X-Forwarded-For that the
 * outermost of our own proxies wrote (VEILGATE_TRUSTED_PROXIES). Whatever stands further left was
 * sent by the client. Null where no proxy of ours is configured.
 */
export function clientAddress(headers: Headers): string | null {
  const proxies = env().VEILGATE_TRUSTED_PROXIES
  if (proxies === 0) return null
  const entries = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const address = entries.at(-proxies)
  return address !== undefined && isIP(address) !== 0 ? address : null
}
