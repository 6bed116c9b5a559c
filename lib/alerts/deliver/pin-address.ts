import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export type Address = { address: string; family: number }

/** Finds the addresses of a host; a test may put its own in its place. */
export type Resolve = (hostname: string) => Promise<Address[]>

/** Where nothing is sent: the message says so to people. */
export class RefusedAddress extends Error {
  override name = 'RefusedAddress'
}

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

/**
 * The addresses of a host, found once: the request goes to these and to no others, whatever its name
 * resolves to a moment later. Addresses of one's own network are fine, since whoever runs a console at
 * home receives its alerts there.
 * @throws RefusedAddress where one of them is of a cloud's metadata service, which would hand out the
 *   machine's credentials, or is link-local.
 */
export async function pinAddress(hostname: string, resolve: Resolve): Promise<Address[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family === 0 ? await resolve(host) : [{ address: host, family }]
  if (found.length === 0) throw Object.assign(new Error(), { code: 'ENOTFOUND' })
  if (found.some(({ address }) => isRefused(address))) {
    throw new RefusedAddress('The address is link-local, or of a cloud’s metadata service.')
  }
  return found
}

/** Whether nothing is ever sent to an address. */
export function isRefused(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  return REFUSED.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
}

const REFUSED = new BlockList()
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4')
// Alibaba, Oracle, Azure.
for (const address of ['100.100.100.200', '192.0.0.192', '168.63.129.16']) {
  REFUSED.addAddress(address, 'ipv4')
}
REFUSED.addSubnet('fe80::', 10, 'ipv6')
// AWS, Google.
REFUSED.addSubnet('fd00:ec2::', 32, 'ipv6')
REFUSED.addAddress('fd20:ce::254', 'ipv6')
// 169.254.0.0/16 as IPv6 writes IPv4: mapped, compatible, by NAT64 and by 6to4.
REFUSED.addSubnet('::ffff:a9fe:0', 112, 'ipv6')
REFUSED.addSubnet('::a9fe:0', 112, 'ipv6')
REFUSED.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')
REFUSED.addSubnet('2002:a9fe::', 32, 'ipv6')
