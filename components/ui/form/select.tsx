'use client'

import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'

type SelectOption = { value: string; label: string; hint?: string }

type Props = {
  id?: string
  name?: string
  /** Read out to screen readers where no `<Label>` points here. */
  label?: string
  value?: string
  defaultValue?: string
  options: SelectOption[]
  onChange?: (value: string) => void
  disabled?: boolean
  className?: string
}

/** One of a few options: the system's own list, which phones and keyboards know. */
export function Select({ label, options, onChange, className, ...props }: Props) {
  return (
    <select
      {...props}
      aria-label={label}
      onChange={(event) => onChange?.(event.target.value)}
      className={cn(fieldStyle, 'h-8 min-w-0 px-2.5', className)}
    >
      {options.map(({ value, label: word, hint }) => (
        <option key={value} value={value}>
          {hint === undefined ? word : `${word}: ${hint}`}
        </option>
      ))}
    </select>
  )
}
