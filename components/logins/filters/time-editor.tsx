'use client'

import { useId, useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import { RANGE_NAMES } from '@/components/logins/filters/filter-fields'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { useTimeZone } from '@/components/ui/time/clock'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

const RANGES = Object.entries(RANGE_NAMES) as [NonNullable<LoginsQuery['range']>, string][]

/** A preset that counts back from now, or bounds of one's own, in the zone of the browser. */
export function TimeEditor({ query, onApply }: EditorProps) {
  const timeZone = useTimeZone()
  const [from, setFrom] = useState(toLocal(query.from))
  const [to, setTo] = useState(toLocal(query.to))
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()

  const submit = () => {
    const [low, high] = [fromLocal(from), fromLocal(to)]
    if (low === undefined && high === undefined) return setProblem('Give a start, an end or both.')
    if (low !== undefined && high !== undefined && high <= low) {
      return setProblem('The end is not after the start.')
    }
    onApply({ range: undefined, from: low, to: high })
  }
  return (
    <>
      <div className="grid grid-cols-2 gap-1 border-line border-b p-2">
        {RANGES.map(([range, name], at) => (
          <button
            key={range}
            type="button"
            // biome-ignore lint/a11y/noAutofocus: the pane was opened to choose here
            autoFocus={query.range === undefined ? at === 0 : query.range === range}
            aria-pressed={query.range === range}
            onClick={() => onApply({ range, from: undefined, to: undefined })}
            className={cn(
              'h-7 rounded-md px-2 text-left first-letter:uppercase hover:bg-hover',
              query.range === range && 'bg-accent-soft text-accent',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <form
        className="flex flex-col gap-2 p-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div>
          <Label htmlFor={`${id}-from`}>From</Label>
          <Input
            id={`${id}-from`}
            type="datetime-local"
            step={1}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </div>
        <div>
          <Label htmlFor={`${id}-to`}>To, not included</Label>
          <Input
            id={`${id}-to`}
            type="datetime-local"
            step={1}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <p role="alert" className="text-danger empty:hidden">
          {problem}
        </p>
        <div className="flex items-center justify-between gap-2">
          <span className="min-w-0 text-muted text-sm">Times in {timeZone}</span>
          <Button size="sm" variant="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </>
  )
}

/** `2026-11-21T14:02:59`, as the field wants it. */
function toLocal(instant: string | undefined): string {
  if (instant === undefined) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

function fromLocal(text: string): string | undefined {
  const at = new Date(text)
  return text === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
