import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { GrowingGraph } from '@/lib/db/links/growing-graph'
import { countLinks, pairOf } from '@/lib/db/links/link-facts'
import { type LinkPlace, listLinks } from '@/lib/db/links/list-links'
import { findOriginal } from '@/lib/find-original'
import {
  type LinkFacts,
  type LinkGraph,
  type LinkKind,
  linkKey,
  MAX_EXPANDED,
} from '@/lib/model/shared/link-graph'

const MAX_NODES = 200
/** Of the first step, so that there is room for what makes it interesting. */
const MAX_FIRST_STEP = 100
/** Neighbours read of each node. A carrier's IP has thousands: more would not be legible. */
const MAX_NEIGHBOURS = 120
const MAX_NEIGHBOURS_SECOND = 24
/** Added by each node that somebody expanded. */
const MAX_OF_EXPANDED = 24

type Beside = {
  /** Nodes of the graph whose links are shown as well, in the order they were asked for. */
  expanded?: readonly LinkPlace[]
  /** From the one asked for to another; each is linked to the next. */
  path?: readonly LinkPlace[]
}

/**
 * Who used what within two steps of a user, device or IP, capped and saying so, with how often and
 * when. What is expanded adds its own links; an original is never looked for.
 */
export async function readLinkGraph(
  kind: LinkKind,
  value: string,
  { expanded = [], path = [] }: Beside = {},
): Promise<LinkGraph> {
  const graph = new GrowingGraph({ kind, value })
  graph.addPath(path)
  const first = await listLinks([{ kind, value }], MAX_NEIGHBOURS)
  graph.add(first, 1, MAX_FIRST_STEP)
  const around = graph.nodes().filter((node) => node.distance === 1)
  graph.add(await listLinks(around, MAX_NEIGHBOURS_SECOND), 2, MAX_NODES)
  // What room is left is theirs after all.
  graph.add(first, 1, MAX_NODES)
  for (const place of expanded.slice(0, MAX_EXPANDED)) {
    const node = findOriginal(place.value) === null ? graph.find(place) : undefined
    if (node === undefined) continue
    const links = await listLinks([place], MAX_NEIGHBOURS)
    graph.add(links, node.distance + 1, graph.nodes().length + MAX_OF_EXPANDED)
  }
  const whole = graph.whole()
  return withoutOriginals(withFacts(whole, await countLinks(whole.nodes)))
}

type Bare = Omit<LinkGraph, 'facts'>

function withFacts(graph: Bare, counted: ReadonlyMap<string, LinkFacts>): LinkGraph {
  const known = new Map(graph.nodes.map((node) => [node.key, node]))
  const facts = graph.links.map(([from, to]) => {
    const ends = [known.get(from), known.get(to)] as const
    return ends[0] && ends[1] ? (counted.get(pairOf(ends[0], ends[1])) ?? null) : null
  })
  return { ...graph, facts }
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
