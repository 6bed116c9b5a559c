'use client'

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { type ListOption, OptionList, walked } from '@/components/logins/filters/option-list'
import { SearchField } from '@/components/logins/filters/search-field'

type Props = {
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  options: ListOption[]
  /** What is said where there is no option. */
  empty: string
  isLoading?: boolean
  /** An option was clicked; `at` is its place. */
  onPick: (at: number) => void
  /** Enter was pressed, or another key that `heeds` names; `at` is the option at hand, or -1. */
  onKey: (key: string, at: number) => void
  heeds?: string[]
  /** Between the field and the options. */
  children?: ReactNode
}

/** A field with the options that go with what is typed; the arrows walk through them. */
export function OptionSearch({
  label,
  placeholder,
  text,
  onText,
  options,
  empty,
  isLoading,
  onPick,
  onKey,
  heeds = [],
  children,
}: Props) {
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const at = Math.min(chosen, options.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen(Math.max(0, walked(at, step, options.length)))
    else if (event.key === 'Enter' || heeds.includes(event.key)) onKey(event.key, at)
    else return
    event.preventDefault()
  }
  return (
    <>
      <SearchField
        label={label}
        placeholder={placeholder}
        value={text}
        onChange={(next) => {
          onText(next)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        list={id}
        active={options[at] ? `${id}-${at}` : undefined}
      />
      {children}
      <OptionList
        id={id}
        label={label}
        chosen={at}
        onChoose={setChosen}
        onPick={onPick}
        empty={empty}
        isLoading={isLoading}
        options={options}
      />
    </>
  )
}
