import Link from 'next/link'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { ledgerLinks } from '@/components/ledger/ledger-links'
import { Pane } from '@/components/overview/pane'
import { runLook, runProblem } from '@/components/runs/run-words'
import { cn } from '@/components/ui/cn'
import { formatDuration, formatNumber } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/ledger'

/** The newest runs, each with its ledger in short. */
export function RecentRuns({ runs }: { runs: RunSummary[] }) {
  return (
    <Pane
      title="Recent runs"
      aside={
        <Link href="/runs" className="rounded-sm text-accent underline-offset-4 hover:underline">
          All
        </Link>
      }
    >
      {runs.length === 0 ? (
        <p className="text-muted">None yet.</p>
      ) : (
        <table className="w-full table-fixed tabular-nums">
          <thead className="text-left text-muted">
            <tr className="h-8 border-line border-b">
              <th className="w-[16%] font-normal">Run</th>
              <th className="w-[28%] text-right font-normal">Received</th>
              <th className="w-[24%] text-right font-normal">Rejected</th>
              <th className="text-right font-normal">Took</th>
              <th className="w-9">
                <span className="sr-only">Balance</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      )}
    </Pane>
  )
}

function Row({ run }: { run: RunSummary }) {
  const links = ledgerLinks(run.id)
  const { received, rejected } = run.ledger
  const problem = runProblem(run)
  return (
    <>
      <tr
        className={cn('h-8 hover:bg-hover', problem === null && 'border-line border-b')}
        title={runTitle(run)}
      >
        <td>
          <Link href={links.run} className="rounded-sm underline-offset-4 hover:underline">
            {run.id}
          </Link>
        </td>
        <td className="truncate text-right">{formatNumber(received)}</td>
        <td className={cn('truncate text-right', rejected > 0 && 'text-warn')}>
          {rejected > 0 ? (
            <Link href={links.rejected} className="rounded-sm underline-offset-4 hover:underline">
              {formatNumber(rejected)}
            </Link>
          ) : (
            0
          )}
        </td>
        <td className="truncate text-right text-muted">{formatDuration(run.seconds)}</td>
        <td className="text-right">
          <BalanceMark ledger={run.ledger} bare />
        </td>
      </tr>
      {problem === null ? null : (
        <tr className="border-line border-b">
          <td
            colSpan={5}
            title={problem.cause}
            className={cn('truncate pb-1.5', problem.tone === 'warn' ? 'text-warn' : 'text-danger')}
          >
            {capitalised(runLook(run).word)}: {problem.cause}
          </td>
        </tr>
      )}
    </>
  )
}

function capitalised(word: string): string {
  return word.replace(/^./, (letter) => letter.toUpperCase())
}

function runTitle(run: RunSummary): string {
  return `Run ${run.id}, ${runLook(run).word}, started by ${run.startedBy}`
}
