'use client'

import { Download } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import type { LoginRow } from '@/lib/model/login'

type Props = {
  logins: LoginRow[]
  /** What became of it, as the bar says it. */
  onDone: (outcome: string) => void
}

const FORMATS = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
] as const

/** Writes the selected logins into a file, as the export writes all; they are in the page already. */
export function ExportSelected({ logins, onDone }: Props) {
  const save = useCallback(
    async ([format, word]: (typeof FORMATS)[number]) => {
      // Few select anything: what writes the file comes when it is asked for.
      const saver = await import('@/components/logins/table/save-selection').catch(() => null)
      saver?.saveSelection(logins, format)
      onDone(saver === null ? 'the export could not be loaded: try again' : `exported as ${word}`)
    },
    [logins, onDone],
  )
  const commands = useMemo(
    () =>
      FORMATS.map((format) => ({
        id: `export-selected-${format[0]}`,
        group: 'This page',
        label: `Export the selected logins as ${format[1]}`,
        words: 'download file selection rows',
        icon: Download,
        run: () => void save(format),
      })),
    [save],
  )
  useCommands(commands)
  return FORMATS.map((format) => (
    <Button
      key={format[0]}
      size="sm"
      aria-label={`Export ${format[1]}`}
      onClick={() => void save(format)}
    >
      {format[0] === 'csv' ? (
        <>
          <Download /> Export CSV
        </>
      ) : (
        'NDJSON'
      )}
    </Button>
  ))
}
