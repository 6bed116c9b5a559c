import { BalanceMark } from '@/components/ledger/balance-mark'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatDuration, formatNumber } from '@/lib/format/format'
import type { BatchRow } from '@/lib/model/ledger'

/** A run's batches: one line of the ledger each. */
export function BatchesTable({ batches }: { batches: BatchRow[] }) {
  return (
    <Table className="min-w-220">
      <TableHead>
        <Th className="w-24">Batch</Th>
        <Th className="w-14">Lane</Th>
        <Th className="w-44">Stored at</Th>
        <Th className="text-right">Received</Th>
        <Th className="text-right">Stored</Th>
        <Th className="text-right">Duplicate</Th>
        <Th className="text-right">Rejected</Th>
        <Th className="text-right">Failed</Th>
        <Th className="w-30 text-right">Acknowledged</Th>
        <Th className="text-right">Took</Th>
        <Th className="w-24 text-right">Balance</Th>
      </TableHead>
      <tbody>
        {batches.map(({ id, lane, ledger, startedAt, committedAt, error }) => (
          <tr
            key={id}
            className="h-8 border-line border-b hover:bg-hover"
            title={error ?? undefined}
          >
            <Td>{id}</Td>
            <Td className="text-muted">{lane}</Td>
            <Td>
              <LocalTime at={committedAt} millis className="text-muted" />
            </Td>
            <Count of={ledger.received} />
            <Count of={ledger.stored} />
            <Count of={ledger.duplicates} />
            <Count of={ledger.rejected} tone="text-warn" />
            <Count of={ledger.failed} tone="text-danger" />
            <Count of={ledger.acknowledged} />
            <Td className="text-right text-muted">
              {formatDuration((Date.parse(committedAt) - Date.parse(startedAt)) / 1_000)}
            </Td>
            <Td className="text-right">
              <BalanceMark ledger={ledger} bare />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Count({ of, tone }: { of: number; tone?: string }) {
  return <Td className={cn('text-right', of === 0 ? 'text-faint' : tone)}>{formatNumber(of)}</Td>
}
