import { Ban, Check, CircleSlash, Hourglass, LockKeyhole, type LucideIcon } from 'lucide-react'
import type { RejectedPlaces } from '@/components/audit/about-links'
import { AuditAbout } from '@/components/audit/audit-about'
import { kindOf, outcomeOf } from '@/components/audit/audit-words'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, TableRow, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { formatCount } from '@/lib/format/format'
import { type RecordedAction, summaryOf } from '@/lib/model/reveal/recorded-action'

type Props = {
  actions: RecordedAction[]
  rejectedPlaces: RejectedPlaces
  selected: string | null
  onSelect: (id: string) => void
}

/** The reveal log folded: an action each, by the number of its first row. It holds no original. */
export function AuditTable({ actions, rejectedPlaces, selected, onSelect }: Props) {
  return (
    <Table className="min-w-240">
      <TableHead>
        <NumberTh numbers={actions.map(({ id }) => id)}>Row</NumberTh>
        <Th className="w-40">Time</Th>
        <Th className="w-[14%]">Who</Th>
        <Th className="w-36">What</Th>
        <Th className="w-42">Outcome</Th>
        <Th className="w-[20%]">About</Th>
        <Th>Reason</Th>
      </TableHead>
      <tbody>
        {actions.map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            rejectedPlaces={rejectedPlaces}
            isSelected={action.id === selected}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </Table>
  )
}

type RowProps = {
  action: RecordedAction
  rejectedPlaces: RejectedPlaces
  isSelected: boolean
  onSelect: (id: string) => void
}

function ActionRow({ action, rejectedPlaces, isSelected, onSelect }: RowProps) {
  const summary = summaryOf(action)
  if (summary === null) return null
  const { id, userName, outcome, times, reason, ticket } = summary
  return (
    <TableRow id={id} isSelected={isSelected} onClick={() => onSelect(id)}>
      <NumberTd className="font-mono text-muted text-sm">{id}</NumberTd>
      <Td>
        <LocalTime at={summary.at} />
      </Td>
      <Td title={userName}>{userName}</Td>
      <Td>{kindOf(summary.action)}</Td>
      <Td>
        <OutcomeBadge outcome={outcome} />
        {times > 1 ? <Times times={times} /> : null}
      </Td>
      <Td>
        <AuditAbout summary={summary} rejectedPlaces={rejectedPlaces} />
      </Td>
      <Td title={reason ?? undefined} className={reason ? undefined : 'text-muted'}>
        {reason ?? <None />}
        {ticket ? <span className="text-muted"> · {ticket}</span> : null}
      </Td>
    </TableRow>
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
