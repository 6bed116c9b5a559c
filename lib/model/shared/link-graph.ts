import { isPlainText } from '@/lib/model/text/is-plain-text'

export type LinkKind = 'user' | 'device' | 'ip'

/** A user, device or IP; `key` tells it from all others. */
export type LinkNode = {
  key: string
  kind: LinkKind
  value: string
  /** Steps from the one that was asked for. */
  distance: number
  /** How many of its links lead to what is not shown, at least. */
  hiddenLinks: number
}

/** The logins that two had in common. Times are ISO 8601, UTC. */
export type LinkFacts = {
  logins: number
  /** Whether older logins were not looked at: there may be more, and the first may be earlier. */
  isAtLeast: boolean
  firstSeen: string
  lastSeen: string
}

/** Who used what, two steps around one user, device or IP. Links are pairs of keys. */
export type LinkGraph = {
  nodes: LinkNode[]
  links: [string, string][]
  /** Of each link; null where its logins are older than those that were looked at. */
  facts: (LinkFacts | null)[]
  /** Whether there is more within two steps than is shown. */
  isTruncated: boolean
}

/** How far apart two may be for a path to be found. */
export const MAX_PATH_STEPS = 6

/** A user, device or IP on a path. */
type PathNode = { key: string; kind: LinkKind; value: string }

/** How two are linked. */
export type LinkPath =
  | {
      kind: 'found'
      nodes: PathNode[]
      /** Of each step, as of a link. */
      facts: (LinkFacts | null)[]
      /** False where there may be a shorter one through what has too many links to follow all. */
      isShortest: boolean
    }
  /** All links within so many steps were followed. */
  | { kind: 'none' }
  /** Not all links were followed: the time was over, or some have too many. */
  | { kind: 'stopped'; why: 'time' | 'links'; looked: number }
  /** No login has it. */
  | { kind: 'unknown' }

/** What the graph shows beside its centre, all by their keys. */
export type LinkView = { graph: LinkGraph; path: LinkPath | null }

/** At most so many nodes are expanded at a time. */
export const MAX_EXPANDED = 8

export function linkKey(kind: LinkKind, value: string): string {
  return `${kind}:${value}`
}

/** What a key stands for; null where it is none. Widest: a kind, and 256 characters. */
export function parseLinkKey(key: string): { kind: LinkKind; value: string } | null {
  const [, kind, value] = /^(user|device|ip):(.{1,256})$/su.exec(key) ?? []
  if (kind === undefined || value === undefined) return null
  if (!isPlainText(value)) return null
  return { kind: kind as LinkKind, value }
}

/** Some of those that a device or an IP was met with. */
type Side = { values: string[] /** Whether there are more. */; isCut: boolean }

/** One step around a device or an IP: its users, and the IPs or devices that it was met with. */
export type Neighbours = { users: Side; others: Side }
