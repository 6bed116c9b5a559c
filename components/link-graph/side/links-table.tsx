'use client'

import type { LaidOut } from '@/components/link-graph/lay-out'
import { endsWords } from '@/components/link-graph/link-words'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatAtLeast } from '@/lib/format/format'
import type { LinkFacts } from '@/lib/model/shared/link-graph'

type Props = { laidOut: LaidOut; lit: number | null; onLight: (link: number | null) => void }

/** The links of a graph with the logins they rest on, those with the most first. */
export function LinksTable({ laidOut: { nodes, links }, lit, onLight }: Props) {
  const rows = links
    .map((link, place) => ({ ...link, place }))
    .toSorted((a, b) => (b.facts?.logins ?? 0) - (a.facts?.logins ?? 0) || a.place - b.place)
  return (
    <Table>
      <TableHead>
        <Th>Link</Th>
        <NumberTh numbers={rows.map(({ facts }) => countOf(facts))}>Logins</NumberTh>
        <Th className="w-[52%]">First, last seen</Th>
      </TableHead>
      <tbody>
        {rows.map(({ from, to, facts, place }) => {
          const [a, b] = [nodes[from], nodes[to]]
          if (a === undefined || b === undefined) return null
          return (
            <tr
              key={place}
              onPointerEnter={() => onLight(place)}
              onPointerLeave={() => onLight(null)}
              className={cn('border-line border-b', lit === place && 'bg-selected')}
            >
              <Td className="py-1 text-sm">
                <button
                  type="button"
                  onClick={() => onLight(place)}
                  onFocus={() => onLight(place)}
                  onBlur={() => onLight(null)}
                  title={`${a.value} – ${b.value}`}
                  className="whitespace-normal rounded-sm text-left"
                >
                  {endsWords(a, b)}
                </button>
              </Td>
              <NumberTd>{countOf(facts)}</NumberTd>
              <Td className="text-muted">
                {facts === null ? (
                  'older'
                ) : (
                  <>
                    <LocalTime at={facts.firstSeen} />
                    <br />
                    <LocalTime at={facts.lastSeen} />
                  </>
                )}
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function countOf(facts: LinkFacts | null): string {
  return facts === null ? '–' : formatAtLeast({ count: facts.logins, isExact: !facts.isAtLeast })
}
