'use client'

import { Check, Download, TriangleAlert, X } from 'lucide-react'
import { use } from 'react'
import { useExport } from '@/components/logins/export/use-export'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { LoginCount } from '@/lib/db/count-logins'
import { formatCount, formatNumber } from '@/lib/format'
import { type LoginsQuery, viewOf } from '@/lib/logins-query'

type Props = { query: LoginsQuery; nowMs: number; count: Promise<LoginCount | null> }

/** Writes what the page is narrowed to as a CSV file, and says how far it is. */
export function ExportButton({ query, nowMs, count }: Props) {
  const total = use(count)
  const { progress, start, cancel } = useExport()
  const search = viewOf(query)
  const isRunning = progress?.state === 'running'
  return (
    <>
      {progress === null ? null : (
        <div role="status" className="flex min-w-0 items-center gap-2 text-muted tabular-nums">
          {isRunning && total?.isExact && total.count > 0 ? (
            <Progress
              label="Rows exported"
              value={Math.min(1, progress.rows / total.count)}
              className="w-24"
            />
          ) : null}
          {progress.state === 'done' ? <Check className="size-3.5 text-ok" aria-hidden /> : null}
          {progress.state === 'failed' ? (
            <TriangleAlert className="size-3.5 text-danger" aria-hidden />
          ) : null}
          <span className="truncate">
            {WORDS[progress.state](progress.rows, isRunning ? total : null)}
          </span>
        </div>
      )}
      {isRunning ? (
        <Button onClick={cancel}>
          <X /> Cancel
        </Button>
      ) : (
        <Button
          variant="primary"
          disabled={total?.isExact === true && total.count === 0}
          onClick={() => start(`${search}${search === '' ? '' : '&'}now=${nowMs}`)}
        >
          <Download /> Export CSV
        </Button>
      )}
    </>
  )
}

const WORDS = {
  running: (rows: number, total: LoginCount | null) =>
    total?.isExact ? `${formatNumber(rows)} of ${formatNumber(total.count)}` : formatNumber(rows),
  done: (rows: number) => `${formatCount(rows, 'login')} exported`,
  failed: () => 'The export failed',
  cancelled: (rows: number) => `Cancelled after ${formatNumber(rows)}`,
}
