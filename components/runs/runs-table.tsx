import Link from 'next/link'
import type { CSSProperties } from 'react'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { LedgerLine } from '@/components/ledger/ledger-line'
import { meanRate } from '@/components/runs/mean-rate'
import { RunState } from '@/components/runs/run-state'
import { runProblem } from '@/components/runs/run-words'
import { LinkRow } from '@/components/table/link-row'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { textWidth } from '@/components/table/number-width'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'
import { formatDuration, formatNumber, formatRate } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

type Props = { runs: RunSummary[]; onOpen: (id: string) => void }

/** Runs, one a row: who or what started it, and what became of its messages. */
export function RunsTable({ runs, onOpen }: Props) {
  return (
    <Table>
      <TableHead>
        <Th className="w-20 print:w-14">Run</Th>
        <Th className="w-32 print:w-29">State</Th>
        <Th className="w-38">Started</Th>
        <Th className="w-26">By</Th>
        <Th className="w-18 max-[1600px]:hidden">Mode</Th>
        {/* On paper its line breaks where there is no room: nobody can scroll to the rest. */}
        <Th
          className="w-(--whole) print:w-auto"
          style={{ '--whole': textWidth([USUAL, ...runs.map(equation)]) } as CSSProperties}
        >
          Ledger
        </Th>
        <Th className="w-19">Balance</Th>
        <NumberTh numbers={runs.map(rateOf)} className="max-[1600px]:hidden">
          Rate
        </NumberTh>
        <NumberTh numbers={runs.map(tookOf)}>Took</NumberTh>
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
      <LinkRow
        href={`/runs/${run.id}`}
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
        <Td className="text-muted max-[1600px]:hidden">{run.mode}</Td>
        <Td>
          <LedgerLine runId={run.id} ledger={run.ledger} unmarked className={ONE_LINE} />
        </Td>
        <Td>
          <BalanceMark ledger={run.ledger} bare />
        </Td>
        <NumberTd className="max-[1600px]:hidden">{rateOf(run)}</NumberTd>
        <NumberTd className="text-muted">{tookOf(run)}</NumberTd>
      </LinkRow>
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

const ONE_LINE = 'flex-nowrap print:flex-wrap'

function rateOf(run: RunSummary): string {
  return formatRate(meanRate(run))
}

function tookOf(run: RunSummary): string {
  return formatDuration(run.seconds)
}

/** So wide is the column while the runs are not there yet, too. */
const USUAL = '1,000 received = 1,000 stored + 0 duplicate + 0 rejected'

/** The ledger's line as text, which says how wide its column has to be. */
function equation({ ledger }: RunSummary): string {
  const { received, stored, duplicates, rejected, failed } = ledger
  const parts = [`${formatNumber(stored)} stored`, `${formatNumber(duplicates)} duplicate`]
  parts.push(`${formatNumber(rejected)} rejected`)
  if (failed > 0) parts.push(`${formatNumber(failed)} failed`)
  return `${formatNumber(received)} received = ${parts.join(' + ')}`
}
