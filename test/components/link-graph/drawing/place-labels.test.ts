import { describe, expect, it } from 'vitest'
import { type Labels, placeLabels } from '@/components/link-graph/drawing/place-labels'
import { layOut, type PlacedNode } from '@/components/link-graph/lay-out'
import { shortName } from '@/components/link-graph/node-words'
import type { LinkGraph, LinkNode } from '@/lib/model/shared/link-graph'

const SIZES = { fontSize: 16, mark: 11 }

/** A user with so many devices, each of which has some more users. */
function graph(devices: number, users: number): LinkGraph {
  const centre: LinkNode = {
    ...{ key: 'user:centre', kind: 'user', value: 'centre-of-all' },
    ...{ distance: 0, hiddenLinks: 0 },
  }
  const nodes = [centre]
  const links: LinkGraph['links'] = []
  for (let device = 0; device < devices; device += 1) {
    const key = `device:${device}`
    nodes.push({ ...centre, key, kind: 'device', value: `dv1_ada45f_${device}`, distance: 1 })
    links.push([centre.key, key])
    for (let user = 0; user < users; user += 1) {
      const other = `user:${device}-${user}`
      nodes.push({ ...centre, key: other, value: `someone-${device}-${user}`, distance: 2 })
      links.push([key, other])
    }
  }
  return { nodes, links, facts: [], isTruncated: false }
}

function rectOf(node: PlacedNode, labels: Labels, fontSize: number) {
  const { x, y } = labels.get(node.key) ?? { x: Number.NaN, y: Number.NaN }
  const width = shortName(node).length * 0.6 * fontSize
  return { x: node.x + x - width / 2, y: node.y + y - fontSize, width, height: fontSize }
}

function overlaps(nodes: PlacedNode[], labels: Labels, fontSize: number) {
  const rects = nodes
    .filter(({ key }) => labels.has(key))
    .map((node) => ({ key: node.key, ...rectOf(node, labels, fontSize) }))
  return rects.flatMap((a, at) =>
    rects
      .slice(at + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.key} ${b.key}`),
  )
}

describe('the names of a graph', () => {
  it.each([
    [3, 2, 16],
    [9, 3, 16],
    [9, 3, 24],
    [20, 8, 30],
  ])('lie on no other: %i devices of %i users each, %i tall', (devices, users, fontSize) => {
    const { nodes } = layOut(graph(devices, users))
    const must = nodes.slice(0, 1)
    const standing = placeLabels(nodes, { must, wanted: nodes }, { ...SIZES, fontSize })
    expect(overlaps(nodes, standing, fontSize)).toEqual([])
    expect(standing.has('user:centre')).toBe(true)
    for (const lit of nodes) {
      const asked = { must: [lit], kept: standing, wanted: nodes.slice(0, 5) }
      const labels = placeLabels(nodes, asked, { ...SIZES, fontSize })
      expect(labels.has(lit.key)).toBe(true)
      expect(overlaps(nodes, labels, fontSize)).toEqual([])
      // Nobody moves but for what must be read.
      for (const node of nodes.filter(({ key }) => labels.has(key) && standing.has(key))) {
        const before = new Map([...standing, [lit.key, labels.get(lit.key) ?? { x: 0, y: 0 }]])
        const inTheWay = overlaps([node, lit], before, fontSize).length > 0
        if (!inTheWay) expect(labels.get(node.key)).toEqual(standing.get(node.key))
      }
    }
  })

  it('are all there where there is room', () => {
    const { nodes } = layOut(graph(3, 2))
    expect(placeLabels(nodes, { must: [], wanted: nodes }, SIZES).size).toBe(nodes.length)
  })

  it('stand elsewhere where another is below, and cover no mark unless they must be read', () => {
    const node = (key: string, x: number, y: number): PlacedNode => ({
      ...{ key, kind: 'user', value: key.padEnd(8, '-'), distance: 1, hiddenLinks: 0, x, y },
    })
    const [a, b] = [node('a', 0, 0), node('b', 40, 4)]
    const two = placeLabels([a, b], { must: [], wanted: [a, b] }, SIZES)
    expect(two.get('a')).toEqual({ x: 0, y: 30 })
    expect(two.get('b')?.y).toBeLessThan(0)
    const crowd = [a, node('c', 0, 24), node('d', 0, -24), node('e', 30, 0), node('f', -30, 0)]
    expect(placeLabels(crowd, { must: [], wanted: [a] }, SIZES).has('a')).toBe(false)
    expect(placeLabels(crowd, { must: [a], wanted: [] }, SIZES).get('a')).toEqual({ x: 0, y: 30 })
  })
})
