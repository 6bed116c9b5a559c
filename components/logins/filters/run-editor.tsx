'use client'

import { useState } from 'react'
import type { EditorProps } from '@/components/logins/filters/filter-fields'
import { problemWith } from '@/components/logins/filters/problem-with'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'

/** The run that stored the logins. */
export function RunEditor({ query, onApply }: EditorProps) {
  const [text, setText] = useState(query.run_id === undefined ? '' : String(query.run_id))
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className="flex flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        const found = problemWith('run_id', text.trim())
        setProblem(found)
        if (found === null) onApply({ run_id: Number(text.trim()) })
      }}
    >
      <Label htmlFor="filter-run">Number of the run</Label>
      <div className="flex gap-2">
        <Input
          id="filter-run"
          autoFocus
          inputMode="numeric"
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
    </form>
  )
}
