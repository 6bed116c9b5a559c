import Link from 'next/link'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { LedgerLine } from '@/components/ledger/ledger-line'
import { meanRate } from '@/components/runs/mean-rate'
import { RunState } from '@/components/runs/run-state'
import { RUN_MODES, runProblem } from '@/components/runs/run-words'
import { LocalTime } from '@/components/table/local-time'
import { Table, TableHead, TableRow, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatDuration, formatNumber, formatRate } from '@/lib/format/format'
import type { Ledger, RunSummary } from '@/lib/model/ledger'

type Props = { runs: RunSummary[]; onOpen: (id: string) => void }

/** Runs, one a row: who or what started it, and what became of its messages. */
export function RunsTable({ runs, onOpen }: Props) {
  return (
    <Table className="min-w-250">
      <TableHead>
        <Th className="w-15">Run</Th>
        <Th className="w-25">State</Th>
        <Th className="w-38">Started</Th>
        <Th className="w-[14%]">By</Th>
        <Th className="w-16 max-[1400px]:hidden">Mode</Th>
        <Th>Ledger</Th>
        <Th className="w-25">Balance</Th>
        <Th className="w-19 text-right max-[1400px]:hidden">Rate</Th>
        <Th className="w-22 text-right">Took</Th>
      </TableHead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.id} run={run} onOpen={onOpen} />
        ))}
      </tbody>
    </Table>
  )
}

/** A run, and below it why it waits or ended as it did. */
function Row({ run, onOpen }: { run: RunSummary; onOpen: (id: string) => void }) {
  const problem = runProblem(run)
  return (
    <>
      <TableRow
        id={String(run.id)}
        className={cn('cursor-pointer', problem !== null && 'border-b-0')}
        onClick={(event) => {
          // A link in the row leads where it says, and marking a text is no click.
          const isLink = (event.target as Element).closest('a') !== null
          if (!isLink && getSelection()?.isCollapsed !== false) onOpen(String(run.id))
        }}
      >
        <Td>
          <Link
            href={`/runs/${run.id}`}
            className="rounded-sm font-medium underline-offset-4 hover:underline"
          >
            {run.id}
          </Link>
        </Td>
        <Td>
          <RunState run={run} />
        </Td>
        <Td>
          <LocalTime at={run.startedAt} className="text-muted" />
        </Td>
        <Td title={run.startedBy}>{run.startedBy}</Td>
        <Td className="text-muted max-[1400px]:hidden">{RUN_MODES[run.mode]}</Td>
        <Td title={equation(run.ledger)}>
          <LedgerLine runId={run.id} ledger={run.ledger} unmarked className="flex-nowrap" />
        </Td>
        <Td>
          <BalanceMark ledger={run.ledger} bare={!run.ledger.balanced} />
        </Td>
        <Td className="text-right max-[1400px]:hidden">{formatRate(meanRate(run))}</Td>
        <Td className="text-right text-muted">{formatDuration(run.seconds)}</Td>
      </TableRow>
      {problem === null ? null : (
        <tr className="h-6 border-line border-b">
          <td />
          {/* No wider than the columns that are there in a narrow window. */}
          <Td
            colSpan={6}
            title={problem.cause}
            className={cn('pb-1.5', problem.tone === 'warn' ? 'text-warn' : 'text-danger')}
          >
            {problem.cause}
          </Td>
        </tr>
      )}
    </>
  )
}

/** The ledger in words, for where its line is cut off. */
function equation({ received, stored, duplicates, rejected, failed }: Ledger): string {
  const parts = [`${formatNumber(stored)} stored`, `${formatNumber(duplicates)} duplicate`]
  parts.push(`${formatNumber(rejected)} rejected`)
  if (failed > 0) parts.push(`${formatNumber(failed)} failed`)
  return `${formatNumber(received)} received = ${parts.join(' + ')}`
}
