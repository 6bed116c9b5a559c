export type LinkKind = 'user' | 'device' | 'ip'

/** A user, device or IP; `key` tells it from all others. */
export type LinkNode = {
  key: string
  kind: LinkKind
  value: string
  /** Steps from the one that was asked for. */
  distance: 0 | 1 | 2
  /** How many of its links lead to what is not shown, at least. */
  hiddenLinks: number
}

/** Who used what, two steps around one user, device or IP. Links are pairs of keys. */
export type LinkGraph = {
  nodes: LinkNode[]
  links: [string, string][]
  /** Whether there is more within two steps than is shown. */
  isTruncated: boolean
}

export function linkKey(kind: LinkKind, value: string): string {
  return `${kind}:${value}`
}

/** Some of those that a device or an IP was met with. */
type Side = { values: string[] /** Whether there are more. */; isCut: boolean }

/** One step around a device or an IP: its users, and the IPs or devices that it was met with. */
export type Neighbours = { users: Side; others: Side }
