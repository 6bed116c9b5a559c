import { History } from 'lucide-react'
import { EVENT_LOOKS, subjectWords } from '@/components/alerts/alert-words'
import { LocalTime } from '@/components/table/local-time'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import type { AlertEventView } from '@/lib/model/alerts/views'

type Props = { events: AlertEventView[]; limit: number }

/** What fired, what was resolved, and who changed what; the newest first. */
export function EventsTable({ events, limit }: Props) {
  if (events.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has happened yet.">
        Rules that fire or are resolved are listed here, as are changes to rules and channels.
      </EmptyState>
    )
  }
  return (
    <>
      <Table className="min-w-200">
        <TableHead>
          <Th className="w-44">Time</Th>
          <Th className="w-48">Rule</Th>
          <Th className="w-28">Event</Th>
          <Th>Found</Th>
          <Th className="w-56">Changed by</Th>
        </TableHead>
        <tbody>
          {events.map((event) => (
            <Row key={event.id} event={event} />
          ))}
        </tbody>
      </Table>
      {events.length < limit ? null : (
        <p className="px-4 py-2 text-muted">The newest {limit} events.</p>
      )}
    </>
  )
}

function Row({ event }: { event: AlertEventView }) {
  const { word, tone } = EVENT_LOOKS[event.kind]
  return (
    <tr className="border-line border-b align-top hover:bg-hover">
      <Td className="py-1.5">
        <LocalTime at={event.at} className="text-muted" />
      </Td>
      <Td className="py-1.5 font-medium">{subjectWords(event.rule)}</Td>
      <Td className="py-1.5">
        <Badge tone={tone}>{word}</Badge>
        {event.isMuted ? <span className="text-muted text-sm"> muted</span> : null}
      </Td>
      <Td className="whitespace-normal! py-1.5">{event.value}</Td>
      <Td className="py-1.5 text-muted" title={event.changedBy ?? undefined}>
        {event.changedBy ?? <None word="" />}
      </Td>
    </tr>
  )
}
