import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { LinkGraph, LinkNode } from '@/lib/model/link-graph'

type Placed = LinkNode & { x: number; y: number }
export type LaidOut = {
  nodes: Placed[]
  links: { from: Placed; to: Placed }[]
  /** The box that holds all nodes with their marks. */
  box: { x: number; y: number; width: number; height: number }
}

const TICKS = 300
const MARGIN = 34

/** Places the nodes of a graph, the same way each time; the one asked for is held in the middle. */
export function layOut({ nodes, links }: LinkGraph): LaidOut {
  // Room by the number of nodes: few stand far apart, 200 still do not touch.
  const reach = nodes.length > 80 ? 34 : nodes.length > 25 ? 52 : 84
  const placed = nodes.map((node) => ({
    ...node,
    ...(node.distance === 0 ? { fx: 0, fy: 0 } : {}),
  })) as (Placed & SimulationNodeDatum)[]
  const known = new Map(placed.map((node) => [node.key, node]))
  const pairs = links.flatMap(([from, to]) => {
    const [source, target] = [known.get(from), known.get(to)]
    return source && target ? [{ source, target }] : []
  })
  forceSimulation(placed)
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
  const xs = placed.map(({ x }) => x)
  const ys = placed.map(({ y }) => y)
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN]
  return {
    nodes: placed,
    links: pairs.map(({ source, target }) => ({ from: source, to: target })),
    box: {
      x: left,
      y: top,
      width: Math.max(...xs) + MARGIN - left,
      height: Math.max(...ys) + MARGIN - top,
    },
  }
}
