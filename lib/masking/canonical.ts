import { isIP, isIPv4, SocketAddress } from 'node:net'
import { DEVICE_ID_MAX_BYTES, type MaskedField } from '@/lib/model/masked-fields'

/** The one spelling of a field's value that its token is made from; null where it is no such value. */
export const CANONICAL: Record<MaskedField, (text: string) => string | null> = {
  ip: canonicalIp,
  device_id: canonicalDeviceId,
}

/**
 * The one spelling of an IP address that all its spellings share: IPv4 as dotted decimal, IPv6
 * compressed and in lower case, IPv4-mapped IPv6 as its IPv4. Null where it is no IP address:
 * octal or short IPv4 and zone ids are none, while no address is refused for its range.
 */
export function canonicalIp(text: string): string | null {
  const bare = withoutBrackets(text.trim())
  if (isIPv4(bare)) return bare
  if (bare.includes('%') || isIP(bare) !== 6) return null
  const address = new SocketAddress({ address: bare, family: 'ipv6' }).address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1]
  return mapped ?? address
}

/**
 * A device id as its token is made from: trimmed and in Unicode form NFC, its case, dashes and
 * leading zeros kept. Null where that leaves nothing, or more than `DEVICE_ID_MAX_BYTES`.
 */
export function canonicalDeviceId(text: string): string | null {
  const canonical = text.trim().normalize('NFC')
  const bytes = Buffer.byteLength(canonical)
  return bytes >= 1 && bytes <= DEVICE_ID_MAX_BYTES ? canonical : null
}

function withoutBrackets(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
}
