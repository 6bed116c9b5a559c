import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { EmptyState } from '@/components/ui/empty-state'

type Change = { id: number; at: string; changedBy: string }

type Props<Each> = {
  /** The newest first. */
  changes: readonly Each[]
  /** How many are read at most. */
  limit: number
  /** What a change is of, as the head of its column. */
  of: string
  nameOf: (change: Each) => string
  wordsOf: (change: Each) => string
  /** What holds where nothing was ever changed, in a sentence. */
  children: ReactNode
}

/** Who set what, and when; the newest first. */
export function ChangesTable<Each extends Change>(props: Props<Each>) {
  const { changes, limit, of, nameOf, wordsOf, children } = props
  if (changes.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has been changed yet.">
        {children}
      </EmptyState>
    )
  }
  return (
    <>
      <Table className="min-w-160">
        <TableHead>
          <Th className="w-44">Time</Th>
          <Th>{of}</Th>
          <Th className="w-52">Set to</Th>
          <Th className="w-56">Changed by</Th>
        </TableHead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id} className="border-line border-b hover:bg-hover">
              <Td>
                <LocalTime at={change.at} className="text-muted" />
              </Td>
              <Td className="font-medium">{nameOf(change)}</Td>
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
