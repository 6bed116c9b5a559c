import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type LinkGraph, type LinkKind, type LinkNode, linkKey } from '@/lib/model/link-graph'

const MAX_NODES = 200
/** Of the first step, so that there is room for what makes it interesting. */
const MAX_FIRST_STEP = 100
/** Neighbours read of each node. A carrier's IP has thousands: more would not be legible. */
const MAX_NEIGHBOURS = 120
const MAX_NEIGHBOURS_SECOND = 24

/** Who used what within two steps of a user, device or IP, capped and saying so. */
export async function readLinkGraph(kind: LinkKind, value: string): Promise<LinkGraph> {
  const graph = new Growing({ kind, value })
  const first = await neighbours([{ kind, value }], MAX_NEIGHBOURS)
  graph.add(first, 1, MAX_FIRST_STEP)
  const around = graph.nodes().filter((node) => node.distance === 1)
  graph.add(await neighbours(around, MAX_NEIGHBOURS_SECOND), 2, MAX_NODES)
  // What room is left is theirs after all.
  graph.add(first, 1, MAX_NODES)
  return withoutOriginals(graph.whole())
}

/** Originals that adopted logins hold go by one word, and their nodes by a number. */
function withoutOriginals(graph: LinkGraph): LinkGraph {
  const keys = new Map<string, string>()
  const nodes = graph.nodes.map((node, at) => {
    const value = node.kind === 'user' ? node.value : hideOriginal(node.value)
    const key = value === node.value ? node.key : linkKey(node.kind, `${value}-${at}`)
    keys.set(node.key, key)
    return { ...node, key, value }
  })
  const renamed = (key: string) => keys.get(key) ?? key
  const links = graph.links.map(([from, to]): [string, string] => [renamed(from), renamed(to)])
  return { ...graph, nodes, links }
}

type Place = { kind: LinkKind; value: string }
type Link = { from: Place; to: Place; isCut: boolean }

/** Which pairs lead from a kind to which other. */
const WAYS: { from: LinkKind; to: LinkKind; table: string; key: string; other: string }[] = [
  { from: 'device', to: 'user', table: 'device_users', key: 'device', other: 'user_id' },
  { from: 'device', to: 'ip', table: 'device_ips', key: 'device', other: 'ip' },
  { from: 'user', to: 'device', table: 'device_users', key: 'user_id', other: 'device' },
  { from: 'ip', to: 'device', table: 'device_ips', key: 'ip', other: 'device' },
]

/** The links of each place, so many a way; where there are more, the last says so. */
async function neighbours(places: Place[], most: number): Promise<Link[]> {
  const lists = WAYS.map(async ({ from, to, table, key, other }) => {
    const values = places.filter(({ kind }) => kind === from).map(({ value }) => value)
    if (values.length === 0) return []
    const rows = await database().$queryRaw<{ from: string; to: string; place: number }[]>`
      SELECT start.value AS "from", pair.other AS "to", pair.place::int AS place
      FROM unnest(${values}::text[]) AS start(value)
      CROSS JOIN LATERAL (
        SELECT other, row_number() OVER () AS place FROM (
          SELECT ${Prisma.raw(other)} AS other FROM ${Prisma.raw(table)}
          WHERE ${Prisma.raw(key)} = start.value ORDER BY other LIMIT ${most + 1}) AS found
      ) AS pair`
    return rows.map((row) => ({
      from: { kind: from, value: row.from },
      to: { kind: to, value: row.to },
      isCut: row.place > most,
    }))
  })
  return (await Promise.all(lists)).flat()
}

/** A graph that takes in nodes while there is room, those with the most links first. */
class Growing {
  readonly #nodes = new Map<string, LinkNode>()
  readonly #links = new Map<string, [string, string]>()
  readonly #hidden = new Map<string, Set<string>>()

  constructor(start: Place) {
    this.#put(start, 0)
  }

  nodes(): LinkNode[] {
    return [...this.#nodes.values()]
  }

  add(links: Link[], distance: 1 | 2, most: number) {
    const weights = new Map<string, { place: Place; links: number }>()
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

  whole(): LinkGraph {
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

  #put(place: Place, distance: 0 | 1 | 2) {
    const key = keyOf(place)
    this.#nodes.set(key, { key, ...place, distance, hiddenLinks: 0 })
  }
}

function keyOf({ kind, value }: Place): string {
  return linkKey(kind, value)
}

/** The kinds in turn, so that a thousand IPs do not crowd out the users. */
function evenly(waiting: { place: Place; links: number }[]) {
  const kinds = [...new Set(waiting.map(({ place }) => place.kind))]
  const lists = kinds.map((kind) => waiting.filter(({ place }) => place.kind === kind))
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []))
  return inTurn.flat()
}
