'use client'

import type { KeyboardEvent } from 'react'

type Props = {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  /** The id of the list below, and of the option that Enter would take. */
  list: string
  active: string | undefined
}

/** The field at the top of a small pane; the list below follows what is typed. */
export function SearchField({ label, list, active, onChange, ...rest }: Props) {
  return (
    <div className="border-line border-b px-3">
      <input
        {...rest}
        // biome-ignore lint/a11y/noAutofocus: the pane was opened to type here
        autoFocus
        onChange={(event) => onChange(event.target.value)}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={active}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full bg-transparent outline-none"
      />
    </div>
  )
}
