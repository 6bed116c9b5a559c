import { BalanceMark } from '@/components/ledger/balance-mark'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatDuration, formatNumber } from '@/lib/format/format'
import type { BatchRow, Ledger } from '@/lib/model/pipeline/ledger'

type Count = keyof Omit<Ledger, 'balanced'>

/** The ledger's columns, in the order of its equation; what is abbreviated says so in full on hover. */
const COUNTS: { count: Count; heading: string; title?: string; tone?: string }[] = [
  { count: 'received', heading: 'Received' },
  { count: 'stored', heading: 'Stored' },
  { count: 'duplicates', heading: 'Dupl.', title: 'Duplicate deliveries of stored messages' },
  { count: 'rejected', heading: 'Rejected', tone: 'text-warn' },
  { count: 'failed', heading: 'Failed', title: 'Left on the queue', tone: 'text-danger' },
  { count: 'acknowledged', heading: 'Ackn.', title: 'Acknowledged: deleted from the queue' },
]

/** Numbers jump; a reader of the ledger has to know that nothing is lost by it. */
const NUMBERS =
  'Lanes of all runs share these numbers and reserve them in advance, so some are skipped, for example when a batch is rolled back. No message is lost.'

/** A run's batches: one line of the ledger each. */
export function BatchesTable({ batches }: { batches: BatchRow[] }) {
  return (
    <Table className="min-w-220">
      <TableHead>
        <NumberTh numbers={batches.map(({ id }) => id)} title={NUMBERS}>
          Batch
        </NumberTh>
        <Th className="w-16 text-right">Lane</Th>
        <Th className="w-53 pl-6">Stored at</Th>
        {COUNTS.map(({ count, heading, title }) => (
          <NumberTh
            key={count}
            title={title}
            numbers={batches.map(({ ledger }) => formatNumber(ledger[count]))}
          >
            {heading}
          </NumberTh>
        ))}
        <NumberTh numbers={batches.map(tookOf)}>Took</NumberTh>
        <Th className="w-24 text-right">Balance</Th>
        <Th aria-hidden />
      </TableHead>
      <tbody>
        {batches.map((batch) => (
          <Row key={batch.id} batch={batch} />
        ))}
      </tbody>
    </Table>
  )
}

/** A batch, and below it why it was given up. */
function Row({ batch }: { batch: BatchRow }) {
  const { id, lane, ledger, committedAt, error } = batch
  return (
    <>
      <tr className={cn('h-8', error === null && 'border-line border-b')}>
        <NumberTd>{id}</NumberTd>
        <NumberTd className="text-muted">{lane}</NumberTd>
        <Td className="pl-6">
          <LocalTime at={committedAt} millis className="text-muted" />
        </Td>
        {COUNTS.map(({ count, tone }) => (
          <NumberTd key={count} className={ledger[count] === 0 ? 'text-faint' : tone}>
            {formatNumber(ledger[count])}
          </NumberTd>
        ))}
        <NumberTd className="text-muted">{tookOf(batch)}</NumberTd>
        <NumberTd>
          <BalanceMark ledger={ledger} bare />
        </NumberTd>
        <td />
      </tr>
      {error === null ? null : (
        <tr className="h-6 border-line border-b">
          <td />
          <Td colSpan={11} className="whitespace-normal pb-1.5 text-danger">
            {error}
          </Td>
        </tr>
      )}
    </>
  )
}

function tookOf({ startedAt, committedAt }: BatchRow): string {
  return formatDuration((Date.parse(committedAt) - Date.parse(startedAt)) / 1_000)
}
