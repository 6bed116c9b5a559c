import type { Link, LinkPlace } from '@/lib/db/links/list-links'
import { type LinkGraph, type LinkNode, linkKey } from '@/lib/model/shared/link-graph'

/** A graph that takes in nodes while there is room, those with the most links first. */
export class GrowingGraph {
  readonly #nodes = new Map<string, LinkNode>()
  readonly #links = new Map<string, [string, string]>()
  readonly #hidden = new Map<string, Set<string>>()

  constructor(start: LinkPlace) {
    this.#put(start, 0)
  }

  nodes(): LinkNode[] {
    return [...this.#nodes.values()]
  }

  add(links: Link[], distance: number, most: number) {
    const weights = new Map<string, { place: LinkPlace; links: number }>()
    for (const { to } of links) {
      const known = weights.get(keyOf(to))
      weights.set(keyOf(to), { place: to, links: (known?.links ?? 0) + 1 })
    }
    const waiting = [...weights].filter(([key]) => !this.#nodes.has(key))
    waiting.sort(([, a], [, b]) => b.links - a.links)
    for (const { place } of evenly(waiting.map(([, node]) => node))) {
      if (this.#nodes.size >= most) break
      this.#put(place, distance)
    }
    for (const { from, to, isCut } of links) {
      const ends = [keyOf(from), keyOf(to)] as [string, string]
      if (this.#nodes.has(ends[1])) this.#links.set(ends.toSorted().join(' '), ends)
      else this.#hidden.set(ends[0], (this.#hidden.get(ends[0]) ?? new Set()).add(ends[1]))
      if (isCut) this.#hidden.set(ends[0], (this.#hidden.get(ends[0]) ?? new Set()).add('more'))
    }
  }

  find(place: LinkPlace): LinkNode | undefined {
    return this.#nodes.get(keyOf(place))
  }

  /** Nodes in a row, each linked to the next; the first is in the graph. */
  addPath(path: readonly LinkPlace[]) {
    for (const [at, place] of path.entries()) {
      if (!this.#nodes.has(keyOf(place))) this.#put(place, at)
      const before = path[at - 1]
      if (before === undefined) continue
      const ends = [keyOf(before), keyOf(place)] as [string, string]
      this.#links.set(ends.toSorted().join(' '), ends)
    }
  }

  whole(): Omit<LinkGraph, 'facts'> {
    const nodes = this.nodes().map((node) => ({
      ...node,
      hiddenLinks: [...(this.#hidden.get(node.key) ?? [])].filter((key) => !this.#nodes.has(key))
        .length,
    }))
    return {
      nodes,
      links: [...this.#links.values()],
      isTruncated: nodes.some(({ hiddenLinks }) => hiddenLinks > 0),
    }
  }

  #put(place: LinkPlace, distance: number) {
    const key = keyOf(place)
    this.#nodes.set(key, { key, ...place, distance, hiddenLinks: 0 })
  }
}

function keyOf({ kind, value }: LinkPlace): string {
  return linkKey(kind, value)
}

/** The kinds in turn, so that a thousand IPs do not crowd out the users. */
function evenly(waiting: { place: LinkPlace; links: number }[]) {
  const kinds = [...new Set(waiting.map(({ place }) => place.kind))]
  const lists = kinds.map((kind) => waiting.filter(({ place }) => place.kind === kind))
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []))
  return inTurn.flat()
}
