'use client'

import { useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import { excluded, included, including, leavingOut } from '@/components/logins/filters/narrow'
import { WayChoice } from '@/components/logins/filters/way-choice'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'

const WAYS = ['is', 'is not'] as const

/** The runs that stored the logins, or did not. */
export function RunEditor({ query, onApply }: EditorProps) {
  const [asked, left] = [included(query, 'run_id'), excluded(query, 'run_id')]
  const [way, setWay] = useState<(typeof WAYS)[number]>(
    asked.length === 0 && left.length > 0 ? 'is not' : 'is',
  )
  const before = asked.length > 0 ? asked : left
  const [text, setText] = useState(before.map((run) => run ?? 'none').join(', '))
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    const parts = text.split(/[\s,]+/).filter((part) => part !== '')
    const params = new URLSearchParams(
      // Nothing typed is no number; none is the runs’ own word for it.
      (parts.length > 0 ? parts : ['?']).map((part) => ['run_id', part === 'none' ? '' : part]),
    )
    const { query: read, brokenParts } = parseLoginsQuery(params)
    setProblem(brokenParts[0]?.problem ?? null)
    if (brokenParts.length > 0) return
    const runs = read.run_id ?? []
    onApply(way === 'is' ? including('run_id', runs) : leavingOut('run_id', runs))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <WayChoice ways={WAYS} way={way} onWay={setWay} />
      <div className="flex flex-col gap-2 p-3">
        <Label htmlFor="filter-run">Number of the run, or several with commas</Label>
        <div className="flex gap-2">
          <Input
            id="filter-run"
            autoFocus
            value={text}
            aria-invalid={problem !== null}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </div>
        <p role="alert" className="text-danger empty:hidden">
          {problem === null ? null : `This ${problem}.`}
        </p>
      </div>
    </form>
  )
}
