'use client'

import type { MouseEvent } from 'react'

type Props = {
  label: string
  checked: boolean | 'some'
  /** Off in long tables: a row in focus is selected by the space bar. */
  tabbable?: boolean
  onClick: (event: MouseEvent<HTMLInputElement>) => void
}

/** The box that selects a row. With Shift it selects all from the last one on. */
export function SelectBox({ label, checked, tabbable = true, onClick }: Props) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={checked === true}
      ref={(box) => {
        if (box) box.indeterminate = checked === 'some'
      }}
      tabIndex={tabbable ? undefined : -1}
      // A click and not a change, which does not tell whether Shift was held.
      onChange={() => {}}
      onClick={(event) => {
        event.stopPropagation()
        onClick(event)
      }}
      className="size-4 align-middle accent-accent"
    />
  )
}
