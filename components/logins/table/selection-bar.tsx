'use client'

import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { loginsAsCsv, loginsAsJson } from '@/components/logins/table/copy-logins'
import { ExportSelected } from '@/components/logins/table/export-selected'
import { RevealSelected } from '@/components/reveal/in-place/reveal-selected'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { formatCount } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'

type Props = { logins: LoginRow[]; onClear: () => void }

/** What can be done with the rows that are selected. */
export function SelectionBar({ logins, onClear }: Props) {
  const [outcome, setOutcome] = useState<string | null>(null)
  const copy = async (text: string, as: string) =>
    setOutcome((await copyText(text)) ? `copied as ${as}` : 'the browser refused to copy')
  return (
    <section
      aria-label="Selected rows"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-line border-t bg-accent-soft px-4 py-1"
    >
      <span className="font-medium text-accent tabular-nums">
        {formatCount(logins.length, 'row')} selected
      </span>
      <Button size="sm" onClick={() => copy(loginsAsCsv(logins), 'CSV')}>
        Copy as CSV
      </Button>
      <Button size="sm" onClick={() => copy(loginsAsJson(logins), 'JSON')}>
        Copy as JSON
      </Button>
      <ExportSelected logins={logins} onDone={setOutcome} />
      <RevealSelected logins={logins} />
      <span role="status" className="flex items-center gap-1 text-accent">
        {outcome === null ? null : (
          <>
            <Check className="size-3.5" aria-hidden /> {outcome}
          </>
        )}
      </span>
      <Button size="sm" variant="ghost" className="ml-auto" onClick={onClear}>
        <X /> Clear the selection
      </Button>
    </section>
  )
}
