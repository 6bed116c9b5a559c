import Link from 'next/link'
import type { ReactNode } from 'react'
import { BalanceMark } from '@/components/ledger/balance-mark'
import { ledgerLinks } from '@/components/ledger/ledger-links'
import { Pane } from '@/components/overview/pane'
import { RunIcon } from '@/components/runs/run-icon'
import { runLook, runProblem, runTitle } from '@/components/runs/run-words'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatNumber } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** The newest runs: when each was, what it received, and how it ended; null while that is not known. */
export function RecentRuns({ runs }: { runs: RunSummary[] | null }) {
  return (
    <Pane
      title="Recent runs"
      aside={
        <Link href="/runs" className="rounded-sm text-accent underline-offset-4 hover:underline">
          All
        </Link>
      }
    >
      {runs === null ? (
        <Skeleton className="h-6" />
      ) : runs.length === 0 ? (
        <p className="text-muted">None yet.</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full min-w-78 table-fixed tabular-nums">
            <thead className="text-left text-muted">
              <tr className="h-8 border-line border-b">
                <th className="w-18 font-normal">When</th>
                <th className="w-18 text-right font-normal">Received</th>
                <th className="w-18 text-right font-normal">Rejected</th>
                <th className="text-right font-normal">Took</th>
                <th className="w-6">
                  <span className="sr-only">State</span>
                </th>
              </tr>
            </thead>
            {runs.map((run) => (
              <Row key={run.id} run={run} />
            ))}
          </table>
        </div>
      )}
    </Pane>
  )
}

/** A run, and below it its state in a word unless it finished, with the cause where there is one. */
function Row({ run }: { run: RunSummary }) {
  const links = ledgerLinks(run.id)
  const { received, rejected } = run.ledger
  return (
    <tbody className="border-line border-b hover:bg-hover" title={runTitle(run)}>
      <tr className="h-8">
        <Cell href={links.run} isMain className="text-left">
          <RelativeTime at={run.startedAt} />
        </Cell>
        <Cell href={links.run}>{formatNumber(received)}</Cell>
        <Cell
          href={rejected > 0 ? links.rejected : links.run}
          isMain={rejected > 0}
          className={rejected > 0 ? 'text-warn' : undefined}
        >
          {formatNumber(rejected)}
        </Cell>
        <Cell href={links.run} className="text-muted">
          {formatDuration(run.seconds)}
        </Cell>
        <Cell href={links.run}>
          <State run={run} />
        </Cell>
      </tr>
      {run.state === 'finished' ? null : <Ending run={run} />}
    </tbody>
  )
}

type CellProps = {
  href: string
  /** Whether Tab stops here: once a row, and where another page is led to. */
  isMain?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A cell that is a link from edge to edge: what lights up under the pointer leads on, whichever button is used. */
function Cell({ href, isMain = false, className, children }: CellProps) {
  return (
    <td className={cn('p-0 text-right', className)}>
      <Link
        href={href}
        prefetch={false}
        tabIndex={isMain ? undefined : -1}
        className="focus-inset block whitespace-nowrap rounded-sm py-1.5 underline-offset-4 hover:underline"
      >
        {children}
      </Link>
    </td>
  )
}

/** Of a finished run, whether it balances; one that does not is loud however it ended. */
function State({ run }: { run: RunSummary }) {
  const { word } = runLook(run)
  if (run.state === 'finished' || !run.ledger.balanced) {
    return (
      <>
        <span className="sr-only">{word}, </span>
        <BalanceMark ledger={run.ledger} bare />
      </>
    )
  }
  return (
    <>
      <span className="sr-only">{word}</span>
      <RunIcon run={run} className={cn('ml-auto', toneOf(run))} />
    </>
  )
}

function Ending({ run }: { run: RunSummary }) {
  const cause = runProblem(run)?.cause
  const word = runLook(run).word.replace(/^./, (letter) => letter.toUpperCase())
  return (
    <tr>
      <td colSpan={5} className="p-0">
        <Link
          href={ledgerLinks(run.id).run}
          prefetch={false}
          tabIndex={-1}
          title={cause}
          className={cn('block truncate pb-1.5', toneOf(run))}
        >
          {cause === undefined ? word : `${word}: ${cause}`}
        </Link>
      </td>
    </tr>
  )
}

function toneOf(run: RunSummary): string {
  return TONES[runLook(run).tone]
}

const TONES = {
  ok: 'text-ok',
  warn: 'text-warn',
  danger: 'text-danger',
  info: 'text-info',
  neutral: 'text-muted',
  accent: 'text-accent',
}
