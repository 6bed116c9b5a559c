'use client'

import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'

const ANY = 'any'

type Props<Value extends string> = {
  label: string
  /** What it shows where nothing is chosen. */
  any: string
  value: Value | undefined
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value | undefined) => void
  className: string
}

/** Narrows a list to one of several values, or to none of them. */
export function FilterSelect<Value extends string>(props: Props<Value>) {
  const { label, any, value, options, onChange, className } = props
  // Values are marked, so that none is the word for any.
  const marked = options.map((option) => ({ value: `=${option.value}`, label: option.label }))
  return (
    <Select
      label={label}
      className={cn(
        'h-7',
        className,
        value !== undefined && 'border-accent bg-accent-soft text-accent',
      )}
      value={value === undefined ? ANY : `=${value}`}
      options={[{ value: ANY, label: any }, ...marked]}
      onChange={(next) => onChange(next === ANY ? undefined : (next.slice(1) as Value))}
    />
  )
}
