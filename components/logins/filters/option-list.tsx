'use client'

import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'

export type ListOption = {
  key: string
  content: ReactNode
  /** Beside it, such as how many logins it has. */
  hint?: string | undefined
  /** Undefined where only one can be taken. */
  isOn?: boolean | undefined
}

type Props = {
  id: string
  label: string
  options: ListOption[]
  /** The one that Enter would take. */
  chosen: number
  onChoose: (index: number) => void
  onPick: (index: number) => void
  /** What is said where there is none. */
  empty: string
  /** Options are on their way: the place of those before is kept for them. */
  isLoading?: boolean | undefined
}

const OPTION_PX = 28
const PADDING_PX = 4
const HIGHEST_PX = 288

/** The option a step leads to from one, or from the field (-1), round and round. */
export function walked(at: number, step: number, count: number): number {
  if (count === 0) return -1
  if (at < 0) return step > 0 ? 0 : count - 1
  return (at + step + count) % count
}

/** Options below a field that keeps the focus. */
export function OptionList({
  id,
  label,
  options,
  chosen,
  onChoose,
  onPick,
  empty,
  isLoading = false,
}: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const shownBefore = useRef(0)
  useEffect(() => {
    if (!isLoading) shownBefore.current = options.length
  }, [isLoading, options.length])
  const place = Math.min(HIGHEST_PX, shownBefore.current * OPTION_PX + 2 * PADDING_PX)
  return (
    <>
      {options.length === 0 ? (
        <p
          role="status"
          className="px-3 py-3 text-muted"
          style={isLoading ? { minHeight: place } : undefined}
        >
          {empty}
        </p>
      ) : null}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        // What scrolls has to be reachable by keyboard; the arrows of the field walk it as well.
        tabIndex={options.length * OPTION_PX > HIGHEST_PX ? 0 : -1}
        className="max-h-72 overflow-y-auto p-1 empty:hidden"
      >
        {options.map((option, index) => (
          <OptionRow
            key={option.key}
            id={`${id}-${index}`}
            option={option}
            at={index}
            isChosen={index === chosen}
            onChoose={onChoose}
            onPick={onPick}
          />
        ))}
      </div>
    </>
  )
}

type RowProps = Pick<Props, 'id' | 'onChoose' | 'onPick'> & {
  option: ListOption
  at: number
  isChosen: boolean
}

function OptionRow({ id, option, at, isChosen, onChoose, onPick }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
    <div
      id={id}
      data-at={at}
      data-active={isChosen || undefined}
      role="option"
      tabIndex={-1}
      aria-selected={option.isOn ?? isChosen}
      onMouseMove={() => onChoose(at)}
      onClick={() => onPick(at)}
      className={cn(
        'flex h-7 select-none items-center gap-2 rounded-md px-2',
        isChosen && 'bg-hover',
      )}
    >
      {option.isOn === undefined ? null : (
        <Check
          className={cn('size-3.5 shrink-0 text-accent', !option.isOn && 'invisible')}
          aria-hidden
        />
      )}
      <span className="flex min-w-0 flex-1 items-center gap-2 truncate">{option.content}</span>
      {option.hint ? (
        <span className="shrink-0 text-muted text-sm tabular-nums">{option.hint}</span>
      ) : null}
    </div>
  )
}
