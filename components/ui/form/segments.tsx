'use client'

import { useId } from 'react'
import { cn } from '@/components/ui/cn'

type Props<Value extends string> = {
  /** What is chosen, over the segments. */
  legend: string
  legendHidden?: boolean
  options: readonly { value: Value; label: string }[]
  /** Null until something is chosen. */
  value: Value | null
  onChange: (value: Value) => void
}

/** One of a few choices, side by side: native radios, so that arrow keys and forms know them. */
export function Segments<Value extends string>(props: Props<Value>) {
  const { legend, legendHidden = false, options, value, onChange } = props
  const name = useId()
  return (
    <fieldset>
      <legend className={legendHidden ? 'sr-only' : 'mb-1.5 font-medium'}>{legend}</legend>
      <div className="flex gap-1 rounded-md border border-line bg-inset p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              'relative flex h-7 flex-1 items-center justify-center rounded-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-ring',
              option.value === value ? 'bg-accent-soft text-accent' : 'text-muted hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 appearance-none outline-none"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className="inline-block first-letter:uppercase">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
