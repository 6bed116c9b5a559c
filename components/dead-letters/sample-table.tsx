import Link from 'next/link'
import { FATES } from '@/components/dead-letters/sample-words'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, TableRow, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { formatBytes, formatNumber } from '@/lib/format/format'
import type { DeadLetter } from '@/lib/model/pipeline/dead-letters'
import { describeReasons } from '@/lib/model/reject-reasons'

/** Dead letters, one a row: what becomes of each, and what its last failure was; never what it says. */
export function SampleTable({ letters }: { letters: DeadLetter[] }) {
  return (
    <Table className="min-w-264">
      <TableHead>
        <Th className="w-38">Sent</Th>
        <Th className="w-36">State</Th>
        <Th className="w-[22%]">Reasons</Th>
        <Th className="w-[22%]">Last failed delivery</Th>
        <NumberTh
          numbers={letters.map(({ receiveCount }) => `${formatNumber(receiveCount)}×`)}
          title="How often it was received, looks included"
        >
          Received
        </NumberTh>
        <NumberTh numbers={letters.map(({ bodyBytes }) => formatBytes(bodyBytes))}>Size</NumberTh>
        <Th>Message</Th>
      </TableHead>
      <tbody>
        {letters.map((letter) => (
          <SampleRow key={letter.messageId} letter={letter} />
        ))}
      </tbody>
    </Table>
  )
}

function SampleRow({ letter }: { letter: DeadLetter }) {
  const { word, tone, means } = FATES[letter.becomes]
  return (
    <TableRow id={letter.messageId} className="[&>td]:py-1.5 [&>td]:align-baseline">
      <Td>
        <LocalTime at={letter.sentAt} className="text-muted" />
      </Td>
      <Td>
        <Badge tone={tone} title={means}>
          {word}
        </Badge>
      </Td>
      <Td className="whitespace-normal!">
        {letter.reasons.length === 0 ? <None /> : describeReasons(letter.reasons).join(' ')}
      </Td>
      <Td className="whitespace-normal!">
        <LastFailure failure={letter.lastFailure} />
      </Td>
      <NumberTd>
        {formatNumber(letter.receiveCount)}
        <span className="text-muted">×</span>
      </NumberTd>
      <NumberTd>{formatBytes(letter.bodyBytes)}</NumberTd>
      <Td title={letter.messageId} className="font-mono text-muted text-sm">
        {letter.messageId}
      </Td>
    </TableRow>
  )
}

function LastFailure({ failure }: { failure: DeadLetter['lastFailure'] }) {
  if (failure === null) return <None word="none recorded" />
  return (
    <>
      {failure.error}{' '}
      <Link
        href={`/runs/${failure.runId}`}
        className="rounded-sm text-accent underline-offset-4 hover:underline"
      >
        run {failure.runId}
      </Link>
    </>
  )
}
