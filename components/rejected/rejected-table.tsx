import Link from 'next/link'
import { RejectedState } from '@/components/rejected/rejected-state'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, TableRow, Td, Th } from '@/components/table/table'
import { formatBytes, formatNumber } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'
import { describeReasons } from '@/lib/model/reject-reasons'

type Props = {
  messages: RejectedRow[]
  selected: string | null
  onSelect: (id: string) => void
}

/** Rejected messages, one a row. Their bodies are sealed and not part of it. */
export function RejectedTable({ messages, selected, onSelect }: Props) {
  return (
    // A sheet of paper has no room for how often and how large beside the reasons.
    <Table className="min-w-240 print:[&_tr>:nth-child(5)]:hidden print:[&_tr>:nth-child(6)]:hidden">
      <TableHead>
        <Th className="w-38">Rejected</Th>
        <Th className="w-28">State</Th>
        <Th>Reasons</Th>
        <Th className="w-[18%]">Fields</Th>
        <NumberTh
          numbers={messages.map(({ receiveCount }) => `${formatNumber(receiveCount)}×`)}
          title="How often the queue had handed it out by then"
        >
          Received
        </NumberTh>
        <NumberTh numbers={messages.map(({ bodyBytes }) => formatBytes(bodyBytes))}>Size</NumberTh>
        <Th className="w-28">Message</Th>
        <NumberTh numbers={messages.map(({ runId }) => String(runId))}>Run</NumberTh>
      </TableHead>
      <tbody>
        {messages.map((message) => (
          <TableRow
            key={message.id}
            id={message.id}
            isSelected={message.id === selected}
            onClick={() => onSelect(message.id)}
            className="[&>td]:py-1.5 [&>td]:align-baseline"
          >
            <Td>
              <LocalTime at={message.rejectedAt} className="text-muted" />
            </Td>
            <Td>
              <RejectedState state={message.state} />
            </Td>
            <Td className="whitespace-normal!">
              <ul>
                {describeReasons(message.reasons).map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </Td>
            <Td title={message.fieldNames.join(', ')} className="font-mono text-muted text-sm">
              {message.fieldNames.length === 0 ? <None /> : message.fieldNames.join(', ')}
            </Td>
            <NumberTd>
              {formatNumber(message.receiveCount)}
              <span className="text-muted">×</span>
            </NumberTd>
            <NumberTd>{formatBytes(message.bodyBytes)}</NumberTd>
            <Td title={message.messageId} className="font-mono text-muted text-sm">
              {message.messageId}
            </Td>
            <NumberTd>
              <Link
                href={`/runs/${message.runId}`}
                onClick={(event) => event.stopPropagation()}
                className="rounded-sm underline-offset-4 hover:underline"
              >
                {message.runId}
              </Link>
            </NumberTd>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
