'use client'

import { useMemo } from 'react'
import { markSize } from '@/components/link-graph/drawing/mark-size'
import { type Labels, placeLabels } from '@/components/link-graph/drawing/place-labels'
import type { PlacedNode } from '@/components/link-graph/lay-out'

type Props = {
  nodes: readonly PlacedNode[]
  fontSize: number
  selected: string | null
  matches: ReadonlySet<string>
  path: ReadonlySet<string>
  /** The lit node, or the ends of the lit link; and those that are linked to it. */
  lit: ReadonlySet<string>
  near: ReadonlySet<string>
}

/**
 * The names that the nodes bear, the nearest first, as far as there is room. What is pointed at gets its
 * own, and moves none of the others.
 */
export function useLabels(props: Props): Labels {
  const { nodes, fontSize, selected, matches, path, lit, near } = props
  const sizes = useMemo(
    () => ({ fontSize, mark: markSize(nodes.length, true) }),
    [fontSize, nodes.length],
  )
  const standing = useMemo(() => {
    const isMarked = ({ key, distance }: PlacedNode) =>
      key === selected || distance === 0 || path.has(key) || matches.has(key)
    const must = nodes.filter(isMarked).toSorted(by(({ key }) => key === selected))
    const wanted = nodes.toSorted((a, b) => a.distance - b.distance)
    return placeLabels(nodes, { must, wanted }, sizes)
  }, [nodes, sizes, selected, matches, path])
  return useMemo(() => {
    if (near.size === 0) return standing
    const must = nodes.filter(({ key }) => lit.has(key))
    const wanted = nodes.filter(({ key }) => near.has(key))
    return placeLabels(nodes, { must, kept: standing, wanted }, sizes)
  }, [nodes, standing, lit, near, sizes])
}

/** Orders what holds before what does not. */
function by<T>(holds: (one: T) => boolean) {
  return (a: T, b: T) => Number(holds(b)) - Number(holds(a))
}
