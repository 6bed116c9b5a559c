import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { LinkNode } from '@/lib/model/shared/link-graph'

/** The keys of the nodes whose name holds a text, the nearest first. Nothing of it leaves the page. */
export function matchingNodes(nodes: readonly LinkNode[], text: string): string[] {
  const sought = text.trim().toLowerCase()
  if (sought === '') return []
  return nodes
    .filter(({ value }) => value !== HIDDEN_ORIGINAL && value.toLowerCase().includes(sought))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ key }) => key)
}
