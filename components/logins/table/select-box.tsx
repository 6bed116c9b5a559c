'use client'

import { Check, Minus } from 'lucide-react'
import type { MouseEvent } from 'react'
import { cn } from '@/components/ui/cn'

type Props = {
  label: string
  checked: boolean | 'some'
  /** Off in long tables: a row in focus is selected by the space bar. */
  tabbable?: boolean
  onClick: (event: MouseEvent) => void
}

/** The box that selects a row. With Shift it selects all from the last one on. */
export function SelectBox({ label, checked, tabbable = true, onClick }: Props) {
  const Mark = checked === 'some' ? Minus : Check
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native box cannot wear the console's colours
    <button
      type="button"
      role="checkbox"
      aria-label={label}
      aria-checked={checked === 'some' ? 'mixed' : checked}
      tabIndex={tabbable ? undefined : -1}
      onClick={(event) => {
        event.stopPropagation()
        // TanStack's handler reads the box's new state, which a button does not carry.
        Object.assign(event, { target: { checked: checked !== true } })
        onClick(event)
      }}
      className={cn(
        'flex size-4 items-center justify-center rounded-sm border align-middle',
        checked ? 'border-accent bg-accent text-accent-ink' : 'border-line-strong bg-surface',
      )}
    >
      {checked ? <Mark className="size-3" aria-hidden strokeWidth={3} /> : null}
    </button>
  )
}
