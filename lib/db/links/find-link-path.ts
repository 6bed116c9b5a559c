import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { countLink } from '@/lib/db/links/link-facts'
import { type Link, type LinkPlace, listLinks } from '@/lib/db/links/list-links'
import { failureCode } from '@/lib/errors'
import { findOriginal } from '@/lib/find-original'
import {
  type LinkKind,
  type LinkPath,
  linkKey,
  MAX_PATH_STEPS,
} from '@/lib/model/shared/link-graph'
import { withTimeout } from '@/lib/with-timeout'

/** Somebody waits for it. */
const TIMEOUT_MS = 4_000
/** Nodes whose links are followed at one step, and links that one step reads. */
const MAX_FOLLOWED = 400
const MAX_LINKS = 16_000
/** Of one node, while few are followed. */
const MAX_OF_NODE = 1_000

type Limits = { timeoutMs?: number; maxOfNode?: number }

/** A path as it was found, for the graph that draws it: originals included. */
export type FoundPath = { path: LinkPath; places: LinkPlace[] }

/**
 * A shortest way from one to another along users, devices and IPs that logins named together, at most
 * six steps long. It is looked for from both ends at once, always from the end with fewer nodes to
 * follow; of equal ways, the same two always get the same. Where a node has
 * more links than are followed, or the time is over, it says so: that is no proof that there is none.
 */
export async function findLinkPath(
  from: LinkPlace,
  to: LinkPlace,
  limits: Limits = {},
): Promise<FoundPath> {
  const nothing = (path: LinkPath) => ({ path, places: [] })
  if ([from, to].some(({ kind, value }) => kind !== 'user' && findOriginal(value) !== null)) {
    return nothing({ kind: 'unknown' })
  }
  const known = await listLinks([to], 1)
  if (known.length === 0) return nothing({ kind: 'unknown' })
  // Always from the same of the two: there may be several shortest ways.
  const isTurned = byKey(from, to) > 0
  const ends = isTurned ? ([to, from] as const) : ([from, to] as const)
  const search = new Search(...ends, limits.maxOfNode ?? MAX_OF_NODE)
  const endsAt = performance.now() + (limits.timeoutMs ?? TIMEOUT_MS)
  try {
    const met = await search.run(endsAt)
    if (met === null) {
      return nothing(
        search.isCut ? { kind: 'stopped', why: 'links', looked: search.looked } : { kind: 'none' },
      )
    }
    const places = isTurned ? met.toReversed() : met
    return { path: await described(places, !search.isCut, endsAt), places }
  } catch (error) {
    if (failureCode(error) !== 'ETIMEDOUT') throw error
    return nothing({ kind: 'stopped', why: 'time', looked: search.looked })
  }
}

async function described(
  places: readonly LinkPlace[],
  isShortest: boolean,
  endsAt: number,
): Promise<LinkPath> {
  const steps = places.slice(1).map((place, at) => countLink(places[at] as LinkPlace, place))
  const facts = await inTime(endsAt, Promise.all(steps))
  const nodes = places.map(({ kind, value }, at) => {
    const shown = kind === 'user' ? value : hideOriginal(value)
    return { key: linkKey(kind, shown === value ? value : `${shown}-${at}`), kind, value: shown }
  })
  return { kind: 'found', nodes, facts, isShortest }
}

/** The time that is left may be none: then nothing is waited for. */
function inTime<Value>(endsAt: number, promise: Promise<Value>): Promise<Value> {
  return withTimeout(Math.max(0, endsAt - performance.now()), promise)
}

type Met = { length: number; key: string }

class Search {
  isCut = false
  readonly #ends: [End, End]
  readonly #maxOfNode: number

  constructor(from: LinkPlace, to: LinkPlace, maxOfNode: number) {
    this.#ends = [new End(from), new End(to)]
    this.#maxOfNode = maxOfNode
  }

  /** How many users, devices and IPs were come by. */
  get looked(): number {
    return this.#ends[0].size + this.#ends[1].size
  }

  /** @returns the places from one end to the other; null where they do not meet. */
  async run(endsAt: number): Promise<LinkPlace[] | null> {
    const [one, other] = this.#ends
    let met = one.meet(other)
    while (met === null && one.depth + other.depth < MAX_PATH_STEPS) {
      const end = one.frontier.length <= other.frontier.length ? one : other
      if (end.frontier.length === 0) break
      end.take(await inTime(endsAt, this.#follow(end)))
      met = end.meet(end === one ? other : one)
    }
    if (met === null) return null
    return [...one.wayTo(met.key).toReversed(), ...other.wayTo(met.key).slice(1)]
  }

  async #follow(end: End): Promise<Link[]> {
    const places = end.frontier.slice(0, MAX_FOLLOWED)
    const most = Math.min(this.#maxOfNode, Math.floor(MAX_LINKS / places.length))
    const links = await listLinks(places, most)
    if (places.length < end.frontier.length || links.some(({ isCut }) => isCut)) this.isCut = true
    return links
  }
}

/** What was come by from one end. */
class End {
  depth = 0
  frontier: LinkPlace[]
  readonly #seen = new Map<string, { place: LinkPlace; before: string | null; depth: number }>()

  constructor(start: LinkPlace) {
    this.frontier = [start]
    this.#seen.set(keyOf(start), { place: start, before: null, depth: 0 })
  }

  get size(): number {
    return this.#seen.size
  }

  /** Goes one step further. */
  take(links: readonly Link[]) {
    this.depth += 1
    this.frontier = []
    for (const { from, to } of links.toSorted((a, b) => byKey(a.from, b.from))) {
      if (this.#seen.has(keyOf(to))) continue
      this.#seen.set(keyOf(to), { place: to, before: keyOf(from), depth: this.depth })
      this.frontier.push(to)
    }
    this.frontier.sort(byKey)
  }

  /** Where both ends have come by the same, by the shortest way; null where they have not. */
  meet(other: End): Met | null {
    let met: Met | null = null
    for (const place of this.frontier) {
      const key = keyOf(place)
      const there = other.#seen.get(key)
      if (there === undefined) continue
      const length = this.depth + there.depth
      if (met === null || length < met.length) met = { length, key }
    }
    return met
  }

  /** From a place back to where this end began. */
  wayTo(key: string): LinkPlace[] {
    const way: LinkPlace[] = []
    for (let at: string | null = key; at !== null; ) {
      const seen = this.#seen.get(at)
      if (seen === undefined) break
      way.push(seen.place)
      at = seen.before
    }
    return way
  }
}

/** Of equal ways the one over people tells most, the one over an IP least. */
const RANKS: LinkKind[] = ['user', 'device', 'ip']

function byKey(a: LinkPlace, b: LinkPlace): number {
  const rank = RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind)
  return rank !== 0 || a.value === b.value ? rank : a.value < b.value ? -1 : 1
}

function keyOf({ kind, value }: LinkPlace): string {
  return linkKey(kind, value)
}
