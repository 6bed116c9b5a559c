'use client'

import { Download } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { loginsAsCsv, loginsAsNdjson } from '@/components/logins/table/copy-logins'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { BYTE_ORDER_MARK } from '@/lib/format/csv'
import type { LoginRow } from '@/lib/model/login'
import { momentWord } from '@/lib/model/time/moment-word'

type Props = {
  logins: LoginRow[]
  /** What became of it, as the bar says it. */
  onDone: (outcome: string) => void
}

/** Writes the selected logins into a file, as the export writes all; they are in the page already. */
export function ExportSelected({ logins, onDone }: Props) {
  const save = useCallback(
    (format: 'csv' | 'ndjson') => {
      const name = `veilgate-logins-selected-as-of-${momentWord(Date.now(), 'UTC')}z.${format}`
      if (format === 'csv') {
        download(name, `${BYTE_ORDER_MARK}${loginsAsCsv(logins)}`, 'text/csv;charset=utf-8')
      } else download(name, loginsAsNdjson(logins), 'application/x-ndjson;charset=utf-8')
      onDone(`exported as ${format === 'csv' ? 'CSV' : 'NDJSON'}`)
    },
    [logins, onDone],
  )
  useCommands(
    useMemo(
      () =>
        (['csv', 'ndjson'] as const).map((format) => ({
          id: `export-selected-${format}`,
          group: 'This page',
          label: `Export the selected logins as ${format === 'csv' ? 'CSV' : 'NDJSON'}`,
          words: 'download file selection rows',
          icon: Download,
          run: () => save(format),
        })),
      [save],
    ),
  )
  return (
    <>
      <Button size="sm" onClick={() => save('csv')}>
        <Download /> Export CSV
      </Button>
      <Button size="sm" aria-label="Export NDJSON" onClick={() => save('ndjson')}>
        NDJSON
      </Button>
    </>
  )
}

function download(name: string, text: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS)
}

const REVOKE_AFTER_MS = 10_000
