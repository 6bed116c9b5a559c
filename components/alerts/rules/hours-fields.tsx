'use client'

import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { clockOf, minuteOf, type RevealHours, WEEKDAY_NAMES } from '@/lib/model/alerts/reveal-hours'

type Props = { hours: RevealHours; onChange: (hours: RevealHours) => void }

/** Asks for weekdays, hours and the zone they are of. */
export function HoursFields({ hours, onChange }: Props) {
  const { weekdays, timeZone } = hours
  const toggle = (day: number) => {
    const others = weekdays.filter((other) => other !== day)
    onChange({
      ...hours,
      weekdays: (weekdays.includes(day) ? others : [...others, day]).toSorted(),
    })
  }
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 font-medium">Weekdays</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {WEEKDAY_NAMES.map((name, at) => (
            <label key={name} className="flex select-none items-center gap-1.5">
              <input
                type="checkbox"
                checked={weekdays.includes(at + 1)}
                onChange={() => toggle(at + 1)}
                className="accent-accent"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <Clock
          id="hours-from"
          label="From"
          minute={hours.fromMinute}
          onChange={(fromMinute) => onChange({ ...hours, fromMinute })}
        />
        <Clock
          id="hours-to"
          label="To"
          minute={hours.toMinute}
          onChange={(toMinute) => onChange({ ...hours, toMinute })}
        />
      </div>
      <Field
        id="hours-zone"
        label="Time zone"
        hint="Such as Europe/Berlin, or UTC. If the end is before the start, the hours extend past midnight."
      >
        <Input
          id="hours-zone"
          aria-describedby="hours-zone-hint"
          spellCheck={false}
          maxLength={64}
          value={timeZone}
          onChange={(event) => onChange({ ...hours, timeZone: event.target.value })}
        />
      </Field>
    </>
  )
}

type ClockProps = {
  id: string
  label: string
  minute: number
  onChange: (minute: number) => void
}

function Clock({ id, label, minute, onChange }: ClockProps) {
  return (
    <Field id={id} label={label}>
      <Input
        id={id}
        type="time"
        required
        value={clockOf(minute)}
        onChange={(event) => {
          const typed = minuteOf(event.target.value)
          if (typed !== null) onChange(typed)
        }}
      />
    </Field>
  )
}
