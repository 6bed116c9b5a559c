import { DELIVERY_LOOKS, subjectWords } from '@/components/alerts/alert-words'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { ScrollPane } from '@/components/table/scroll-pane'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { formatNumber } from '@/lib/format/format'
import type { AlertDeliveryView } from '@/lib/model/alerts/views'

type Props = { /** The channel's. */ name: string; deliveries: AlertDeliveryView[] }

/** What a channel was told, the newest first: when, how often it was tried, and what it answered. */
export function DeliveriesTable({ name, deliveries }: Props) {
  return (
    <ScrollPane aria-label={`Messages to ${name}`} className="mt-2">
      <Table className="min-w-200">
        <TableHead>
          <Th className="w-44">Time</Th>
          <Th className="w-56">Message</Th>
          <Th className="w-28">State</Th>
          <Th className="w-24 text-right">Attempts</Th>
          <Th className="w-20 text-right">Status</Th>
          <Th className="w-24 text-right">Took</Th>
          <Th>Answer</Th>
        </TableHead>
        <tbody>
          {deliveries.map((delivery) => (
            <Row key={delivery.number} delivery={delivery} />
          ))}
        </tbody>
      </Table>
    </ScrollPane>
  )
}

function Row({ delivery }: { delivery: AlertDeliveryView }) {
  const { word, tone } = DELIVERY_LOOKS[delivery.state]
  const { message, rule, status, ms, answer, problem } = delivery
  return (
    <tr className="h-8 border-line border-b hover:bg-hover">
      <Td>
        <LocalTime at={delivery.attemptedAt ?? delivery.createdAt} className="text-muted" />
      </Td>
      <Td>
        {subjectWords(rule)}
        {message === 'test' ? null : <span className="text-muted"> {message}</span>}
      </Td>
      <Td>
        <Badge tone={tone}>{word}</Badge>
      </Td>
      <NumberTd>{formatNumber(delivery.attempts)}</NumberTd>
      <NumberTd>{status ?? <None />}</NumberTd>
      <NumberTd>{ms === null ? <None /> : `${formatNumber(ms)} ms`}</NumberTd>
      <Td title={[problem, answer].filter((text) => text !== null).join(' ')}>
        {problem === null ? null : <span className="text-warn">{problem} </span>}
        {answer === null ? null : (
          <span translate="no" className="font-mono text-sm">
            {answer}
          </span>
        )}
      </Td>
    </tr>
  )
}
