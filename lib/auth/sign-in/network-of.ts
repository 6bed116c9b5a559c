import { isIPv4, SocketAddress } from 'node:net'

/**
 * What limits by address go by: the address where it is IPv4, also where it is written as IPv6, and else the
 * /64 that it is of. One customer has 2^64 addresses there, and could use a new one for each attempt.
 * @param address a valid IP address, however it is spelled.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address
  const [bare = ''] = address.split('%')
  const spelled = new SocketAddress({ address: bare, family: 'ipv6' }).address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(spelled)?.[1]
  return mapped ?? `${groupsOf(spelled).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address, of which `::` leaves some out; the last two may be dotted decimal. */
function groupsOf(address: string): string[] {
  const [before = [], after = []] = address.split('::').map((part) =>
    part
      .replace(/\d+\.\d+\.\d+\.\d+$/, '0:0')
      .split(':')
      .filter((group) => group !== ''),
  )
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
}
