import { KIND_NAMES, shortName } from '@/components/link-graph/node-words'
import { formatAtLeast } from '@/lib/format/format'
import type { LinkFacts, LinkNode } from '@/lib/model/shared/link-graph'

/** How often two were met: `14 logins`, `60+ logins`, or that it is not known. */
export function loginsWords(facts: LinkFacts | null): string {
  if (facts === null) return 'older logins only'
  const { logins, isAtLeast } = facts
  const count = formatAtLeast({ count: logins, isExact: !isAtLeast })
  return `${count} ${logins === 1 && !isAtLeast ? 'login' : 'logins'}`
}

/** Two ends in words: `user ann – device 3fc83f12`. */
export function endsWords(
  from: Pick<LinkNode, 'kind' | 'value'>,
  to: Pick<LinkNode, 'kind' | 'value'>,
): string {
  return `${nameOf(from)} – ${nameOf(to)}`
}

function nameOf(node: Pick<LinkNode, 'kind' | 'value'>): string {
  return `${KIND_NAMES[node.kind]} ${shortName(node)}`
}

/** Width of a line in screen pixels: wider the more logins, 1 to 6. */
export function lineWidth(facts: LinkFacts | null): number {
  if (facts === null) return 1
  return Math.min(6, 1 + Math.log2(Math.max(1, facts.logins)) * 0.7)
}
