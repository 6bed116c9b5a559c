'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTypedText } from '@/components/shell/palette/typed-ahead'
import { readTyped, type Typed } from '@/components/time-filter/read-typed'
import { TimeInputs } from '@/components/time-filter/time-inputs'
import { TimePresets } from '@/components/time-filter/time-presets'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { useDisclosure } from '@/components/ui/overlay/disclosure'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { formatChoice } from '@/lib/format/time-choice'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'

type Props = { value: TimeChoice; onApply: (choice: TimeChoice) => void }

/** A time in words of one's own, a preset, or a start and an end; in the zone that times are shown in. */
export function TimeEditor({ value, onApply }: Props) {
  const context = { nowMs: useNow(), timeZone: useTimeZone() }
  const { contentId } = useDisclosure()
  const [text, setText, isBegun] = useTypedText(contentId, formatChoice(value, context))
  const [isAsked, setAsked] = useState(false)
  const id = useId()
  const typed = readTyped(text, context)
  const write = (next: string) => {
    setText(next)
    setAsked(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.kind === 'understood') onApply(typed.choice)
    else setAsked(true)
  }
  const isWrong = isAsked && typed.kind !== 'understood'
  return (
    <form onSubmit={submit} noValidate>
      <div className="border-line border-b p-2">
        <Input
          autoFocus
          aria-label="Time"
          aria-describedby={id}
          aria-invalid={isWrong}
          placeholder="tue, nov 17, 14:00-15:00, 2d…"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onFocus={(event) => {
            // What was begun goes on.
            if (!isBegun) event.target.select()
          }}
          onChange={(event) => write(event.target.value)}
        />
        <p
          id={id}
          role="status"
          className={cn('min-h-5 px-0.5 pt-1 text-sm', isWrong ? 'text-danger' : 'text-muted')}
        >
          {wordsOf(typed)}
        </p>
      </div>
      <TimePresets value={value} onChoose={onApply} />
      <TimeInputs value={value} onWrite={write} />
      <div className="flex items-center justify-between gap-2 p-3 pt-0">
        <span className="min-w-0 text-muted text-sm">Times in {context.timeZone}</span>
        <Button size="sm" variant="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  )
}

function wordsOf(typed: Typed): string {
  if (typed.kind === 'understood') return typed.words
  return typed.kind === 'unknown' ? typed.problem : 'Write a time, or choose one.'
}
