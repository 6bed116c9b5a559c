import { Ban, Check, CircleSlash, Hourglass, LockKeyhole, type LucideIcon } from 'lucide-react'
import { kindOf, outcomeOf } from '@/components/audit/audit-words'
import { Swatch } from '@/components/masked-value/swatch'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, TableRow, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { formatCount } from '@/lib/format/format'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { shortToken } from '@/lib/model/token'

type Props = { rows: CountedRow[]; selected: string | null; onSelect: (id: string) => void }

/** The reveal log, one row each. It holds no original. */
export function AuditTable({ rows, selected, onSelect }: Props) {
  return (
    <Table className="min-w-240">
      <TableHead>
        <NumberTh numbers={rows.map(({ id }) => id)}>Row</NumberTh>
        <Th className="w-40">Time</Th>
        <Th className="w-[16%]">Who</Th>
        <Th className="w-36">What</Th>
        <Th className="w-42">Outcome</Th>
        <Th className="w-[20%]">About</Th>
        <Th>Reason</Th>
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <TableRow
            key={row.id}
            id={row.id}
            isSelected={row.id === selected}
            onClick={() => onSelect(row.id)}
          >
            <NumberTd className="font-mono text-muted text-sm">{row.id}</NumberTd>
            <Td>
              <LocalTime at={row.at} />
            </Td>
            <Td title={row.userName}>{row.userName}</Td>
            <Td>{kindOf(row.action)}</Td>
            <Td>
              <OutcomeBadge outcome={row.outcome} />
              {row.times > 1 ? <Times times={row.times} /> : null}
            </Td>
            <Td>
              <About row={row} />
            </Td>
            <Td title={row.reason ?? undefined} className={row.reason ? undefined : 'text-muted'}>
              {row.reason ?? (row.requestId === null ? <None /> : <>see row {row.requestId}</>)}
              {row.ticket ? <span className="text-muted"> · {row.ticket}</span> : null}
            </Td>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

const ICONS: Record<string, LucideIcon | undefined> = {
  asked: Hourglass,
  done: Check,
  refused: Ban,
  locked: LockKeyhole,
}

/** An outcome in a word, its meaning on hover. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { word, tone, means } = outcomeOf(outcome)
  const Icon = ICONS[outcome] ?? CircleSlash
  return (
    <Badge tone={tone} title={means}>
      <Icon aria-hidden /> {word}
    </Badge>
  )
}

/** How many refusals a row stands for. */
function Times({ times }: { times: number }) {
  return (
    <span className="ml-1.5 text-muted" title={`${formatCount(times, 'time')} within a minute`}>
      ×{times}
    </span>
  )
}

function About({ row }: { row: CountedRow }) {
  const [first, second] = row.tokens
  if (first === undefined) {
    return row.subject === null ? <None /> : <span title={row.subject}>{row.subject}</span>
  }
  if (second === undefined) {
    return (
      <span title={first} className="inline-flex items-center gap-2 align-middle font-mono text-sm">
        <Swatch token={first} /> {shortToken(first)}…
      </span>
    )
  }
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 overflow-hidden align-middle">
      {row.tokens.slice(0, 4).map((token) => (
        <Swatch key={token} token={token} />
      ))}
      <span className="ml-0.5 text-muted">{formatCount(row.tokens.length, 'token')}</span>
    </span>
  )
}
