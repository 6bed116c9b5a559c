import { History } from 'lucide-react'
import { KIND_LABELS } from '@/components/retention/kind-labels'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { EmptyState } from '@/components/ui/empty-state'
import { keepWords, type RetentionChangeView } from '@/lib/model/retention/retention-kinds'

type Props = { changes: RetentionChangeView[]; limit: number }

/** Who set what; the newest first. */
export function RetentionChanges({ changes, limit }: Props) {
  if (changes.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has been changed yet.">
        All logins, rejected messages and batches are kept.
      </EmptyState>
    )
  }
  return (
    <>
      <Table className="min-w-160">
        <TableHead>
          <Th className="w-44">Time</Th>
          <Th>What</Th>
          <Th className="w-52">Set to</Th>
          <Th className="w-56">Changed by</Th>
        </TableHead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id} className="border-line border-b hover:bg-hover">
              <Td>
                <LocalTime at={change.at} className="text-muted" />
              </Td>
              <Td className="font-medium">{KIND_LABELS[change.kind]}</Td>
              <Td>{keepWords(change.keepMonths)}</Td>
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
