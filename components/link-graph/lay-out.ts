import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { LinkFacts, LinkGraph, LinkNode } from '@/lib/model/shared/link-graph'

export type PlacedNode = LinkNode & { x: number; y: number }
export type LaidOut = {
  nodes: PlacedNode[]
  /** Ends by their places in the list of nodes. */
  links: { from: number; to: number; facts: LinkFacts | null }[]
  /** The box that holds all nodes with their marks. */
  box: { x: number; y: number; width: number; height: number }
}

const TICKS = 300
const MARGIN = 34
/** Three nodes need not fill a screen. */
const MIN_WIDTH = 480
const MIN_HEIGHT = 300

/** Places the nodes of a graph, the same way each time; the one asked for is held in the middle. */
export function layOut({ nodes, links, facts }: LinkGraph): LaidOut {
  // Room by the number of nodes: few stand far apart, 200 still do not touch.
  const reach = nodes.length > 80 ? 34 : nodes.length > 25 ? 52 : 84
  const points: (SimulationNodeDatum & { x: number; y: number })[] = nodes.map((node) =>
    node.distance === 0 ? { fx: 0, fy: 0 } : {},
  ) as never
  const placeOf = new Map(nodes.map(({ key }, at) => [key, at]))
  const placed = links.flatMap(([a, b], at) => {
    const [from, to] = [placeOf.get(a), placeOf.get(b)]
    return from === undefined || to === undefined ? [] : [{ from, to, facts: facts[at] ?? null }]
  })
  const pairs = placed.map(({ from, to }) => ({ source: from, target: to }))
  forceSimulation(points)
    .force('link', forceLink(pairs).distance(reach).strength(0.7))
    .force(
      'charge',
      forceManyBody()
        .strength(-reach * 6)
        .distanceMax(reach * 8),
    )
    .force('collide', forceCollide(reach > 50 ? 22 : 13))
    // Wider than high, as the pane is.
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(TICKS)
  const at = points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }))
  return {
    nodes: nodes.map((node, place) => ({ ...node, ...(at[place] ?? { x: 0, y: 0 }) })),
    links: placed,
    box: boxOf(at),
  }
}

function boxOf(points: { x: number; y: number }[]): LaidOut['box'] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, right] = [Math.min(...xs) - MARGIN, Math.max(...xs) + MARGIN]
  const [top, bottom] = [Math.min(...ys) - MARGIN, Math.max(...ys) + MARGIN]
  const width = Math.max(MIN_WIDTH, right - left)
  const height = Math.max(MIN_HEIGHT, bottom - top)
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
