import { History } from 'lucide-react'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { EmptyState } from '@/components/ui/empty-state'
import { type RiskChangeView, riskSignal, riskThreshold } from '@/lib/model/risk/risk-signals'

type Props = { changes: RiskChangeView[]; limit: number }

/** Who set what of the signals; the newest first. */
export function ChangesTable({ changes, limit }: Props) {
  if (changes.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has been changed yet.">
        All signals are on, with their own thresholds.
      </EmptyState>
    )
  }
  return (
    <>
      <Table className="min-w-160">
        <TableHead>
          <Th className="w-44">Time</Th>
          <Th>Signal</Th>
          <Th className="w-36">Set to</Th>
          <Th className="w-56">Changed by</Th>
        </TableHead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id} className="border-line border-b hover:bg-hover">
              <Td>
                <LocalTime at={change.at} className="text-muted" />
              </Td>
              <Td className="font-medium">{riskSignal(change.signal).label}</Td>
              <Td>{wordsOf(change)}</Td>
              <Td className="text-muted" title={change.changedBy}>
                {change.changedBy}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {changes.length < limit ? null : (
        <p className="px-4 py-2 text-muted">The newest {limit} changes.</p>
      )}
    </>
  )
}

function wordsOf({ signal, isOn, threshold }: RiskChangeView): string {
  if (!isOn) return 'off'
  if (riskSignal(signal).threshold === null) return 'on'
  return `on, from ${riskThreshold(signal, threshold)}`
}
