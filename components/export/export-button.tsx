'use client'

import { Check, Download, TriangleAlert, X } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { type ExportProgress, useExport } from '@/components/export/use-export'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { formatCount, formatNumber } from '@/lib/format/format'

type Total = { count: number; isExact: boolean }

type Props = {
  /** The route that writes the file, with its search. */
  href: string
  /** How many rows there will be, if that is known. */
  total: Total | null
  /** What a row is, and several. */
  one: string
  many: string
  /** Whether the route writes NDJSON, too. */
  hasNdjson?: boolean
}

/** Writes what the page is narrowed to as a file, and says how far it is. */
export function ExportButton({ href, total, one, many, hasNdjson = false }: Props) {
  const { progress, start, cancel } = useExport()
  const isRunning = progress?.state === 'running'
  const isEmpty = total?.isExact === true && total.count === 0
  const startNdjson = useCallback(
    () => start(`${href}${href.includes('?') ? '&' : '?'}format=ndjson`),
    [start, href],
  )
  useCommands(
    useMemo(
      () => (hasNdjson ? [{ ...NDJSON_COMMAND, run: startNdjson }] : []),
      [hasNdjson, startNdjson],
    ),
  )
  const words = progress === null ? '' : wordsOf(progress, total, { one, many })
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
          <span className="truncate max-sm:sr-only" title={words}>
            {words}
          </span>
        </div>
      )}
      {isRunning ? (
        <Button onClick={cancel}>
          <X /> Cancel
        </Button>
      ) : (
        <>
          {hasNdjson ? (
            <Button
              aria-label="Export NDJSON"
              title="One JSON object a line"
              disabled={isEmpty}
              // The palette has it where there is no room.
              className="max-lg:hidden"
              onClick={startNdjson}
            >
              NDJSON
            </Button>
          ) : null}
          <Button
            variant="primary"
            aria-keyshortcuts="e"
            disabled={isEmpty}
            onClick={() => start(href)}
          >
            <Download /> <span className="max-[480px]:sr-only">Export CSV</span>
          </Button>
        </>
      )}
    </>
  )
}

const NDJSON_COMMAND = {
  id: 'export-ndjson',
  group: 'This page',
  label: 'Export NDJSON',
  words: 'download file json lines',
  icon: Download,
}

function wordsOf(
  { state, rows, problem }: ExportProgress,
  total: Total | null,
  { one, many }: { one: string; many: string },
): string {
  if (state === 'done') return `${formatCount(rows, one, many)} exported`
  if (state === 'cancelled') return `Cancelled after ${formatNumber(rows)}`
  if (state === 'failed') return problem ? `The export failed. ${problem}` : 'The export failed'
  return total?.isExact
    ? `${formatNumber(rows)} of ${formatNumber(total.count)}`
    : formatNumber(rows)
}
