'use client'

import { type KeyboardEvent, type Ref, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { formatNumber } from '@/lib/format/format'

type Props = {
  ref: Ref<HTMLInputElement>
  text: string
  /** The nodes that hold the text, by their keys. */
  matches: readonly string[]
  onChange: (text: string) => void
  onGoTo: (key: string) => void
}

/** Finds nodes of the graph by any part of their name: Enter goes from one to the next, with shift back. */
export function FindField({ ref, text, matches, onChange, onGoTo }: Props) {
  const [at, setAt] = useState(-1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text !== '') onChange('')
    else if (event.key === 'Enter' && matches.length > 0 && !event.nativeEvent.isComposing) {
      const step = event.shiftKey ? -1 : 1
      const next =
        at < 0 && step < 0 ? matches.length - 1 : (at + step + matches.length) % matches.length
      setAt(next)
      onGoTo(matches[next] ?? '')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <input
        ref={ref}
        type="search"
        value={text}
        aria-label="Find in the graph"
        placeholder="Find in the graph"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setAt(-1)
          onChange(event.target.value)
        }}
        onKeyDown={onKeyDown}
        className={cn(fieldStyle, 'h-7 min-w-20 max-w-40 flex-1 px-2 text-sm')}
      />
      <span role="status" className="min-w-14 whitespace-nowrap text-muted text-sm tabular-nums">
        {wordsOf(text, matches.length, at)}
      </span>
    </>
  )
}

function wordsOf(text: string, count: number, at: number): string {
  if (text.trim() === '') return ''
  if (count === 0) return 'None'
  return at < 0
    ? `${formatNumber(count)} found`
    : `${formatNumber(at + 1)} of ${formatNumber(count)}`
}
