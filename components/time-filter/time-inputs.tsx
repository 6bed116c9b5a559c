'use client'

import { useState } from 'react'
import { expressionOf, fieldsOf, type TimeFields } from '@/components/time-filter/time-fields'
import { Input } from '@/components/ui/form/input'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'

type Props = {
  value: TimeChoice
  /** Called with what the fields say, as one would type it. */
  onWrite: (text: string) => void
}

/** A start and an end, each of a day and a time of 24 hours; they write the field above. */
export function TimeInputs({ value, onWrite }: Props) {
  const context = { nowMs: useNow(), timeZone: useTimeZone() }
  const [fields, setFields] = useState(() => fieldsOf(value, context))
  const write = (change: Partial<TimeFields>) => {
    const next = { ...fields, ...change }
    setFields(next)
    onWrite(expressionOf(next))
  }
  return (
    <div className="flex flex-col gap-2 p-3">
      <Ends
        label="From"
        day={fields.fromDay}
        time={fields.fromTime}
        onDay={(fromDay) => write({ fromDay })}
        onTime={(fromTime) => write({ fromTime })}
      />
      <Ends
        label="To"
        day={fields.toDay}
        time={fields.toTime}
        onDay={(toDay) => write({ toDay })}
        onTime={(toTime) => write({ toTime })}
      />
    </div>
  )
}

type EndsProps = {
  label: string
  day: string
  time: string
  onDay: (day: string) => void
  onTime: (time: string) => void
}

function Ends({ label, day, time, onDay, onTime }: EndsProps) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="w-9 shrink-0 text-muted">
        {label}
      </span>
      <Input
        type="date"
        aria-label={`${label}, day`}
        min="1970-01-01"
        max="2199-12-31"
        value={day}
        onChange={(event) => onDay(event.target.value)}
        className="tabular-nums"
      />
      <Input
        aria-label={`${label}, time of day, 24 hours`}
        placeholder="00:00"
        autoComplete="off"
        value={time}
        onChange={(event) => onTime(event.target.value)}
        className="w-24 shrink-0 font-mono text-sm"
      />
    </div>
  )
}
