import Link from 'next/link'
import { LedgerLine } from '@/components/ledger/ledger-line'
import { meanRate } from '@/components/runs/mean-rate'
import { RunState } from '@/components/runs/run-state'
import { RUN_MODES } from '@/components/runs/run-words'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { formatDuration, formatRate } from '@/lib/format'
import type { RunSummary } from '@/lib/ledger'

type Props = { runs: RunSummary[]; onOpen: (id: string) => void }

/** Runs, one a row: who or what started it, and what became of its messages. */
export function RunsTable({ runs, onOpen }: Props) {
  return (
    <Table className="min-w-250">
      <TableHead>
        <Th className="w-16">Run</Th>
        <Th className="w-27">State</Th>
        <Th className="w-38">Started</Th>
        <Th className="w-[18%]">By</Th>
        <Th className="w-16">Mode</Th>
        <Th>Ledger</Th>
        <Th className="w-20 text-right">Rate</Th>
        <Th className="w-27 text-right">Took</Th>
      </TableHead>
      <tbody>
        {runs.map((run) => (
          <tr
            key={run.id}
            tabIndex={-1}
            data-row={run.id}
            onDoubleClick={() => onOpen(String(run.id))}
            className="focus-inset h-8 border-line border-b hover:bg-hover"
          >
            <Td>
              <Link
                href={`/runs/${run.id}`}
                className="rounded-sm font-medium underline-offset-4 hover:underline"
              >
                {run.id}
              </Link>
            </Td>
            <Td title={run.problem ?? undefined}>
              <RunState state={run.state} />
            </Td>
            <Td>
              <LocalTime at={run.startedAt} className="text-muted" />
            </Td>
            <Td title={run.startedBy}>{run.startedBy}</Td>
            <Td className="text-muted">{RUN_MODES[run.mode]}</Td>
            <Td>
              <LedgerLine runId={run.id} ledger={run.ledger} className="flex-nowrap" />
            </Td>
            <Td className="text-right">{formatRate(meanRate(run))}</Td>
            <Td className="text-right text-muted">{formatDuration(run.seconds)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
