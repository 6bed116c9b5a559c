import { loginsWords } from '@/components/link-graph/link-words'
import { LocalTime } from '@/components/table/local-time'
import type { LinkFacts } from '@/lib/model/shared/link-graph'

/** How often, and from when to when: `14 logins, 3 Nov 10:02 to 5 Nov 11:40`. */
export function FactsWords({ facts }: { facts: LinkFacts | null }) {
  if (facts === null) return <>{loginsWords(facts)}</>
  return (
    <>
      {loginsWords(facts)}, <LocalTime at={facts.firstSeen} />
      {facts.isAtLeast ? ' or before' : ''} to <LocalTime at={facts.lastSeen} />
    </>
  )
}
