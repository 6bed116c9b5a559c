'use client'

import { useEffect, useRef } from 'react'
import type { Command } from '@/components/shell/palette/commands'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'

type Props = {
  /** The list's; an option's is this one and its place. */
  id: string
  found: Command[]
  /** Which of them Enter runs; it is kept in sight. */
  at: number
  onPoint: (at: number) => void
  onRun: (command: Command) => void
}

/** The commands and what was found, by group, below the field that has the focus. */
export function FoundList({ id, found, at, onPoint, onRun }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Commands and what was found"
      tabIndex={-1}
      className="max-h-96 min-h-0 overflow-y-auto p-1.5 empty:hidden"
    >
      {found.map((command, index) => (
        <div key={command.id} role="presentation">
          {command.group !== found[index - 1]?.group ? (
            <p aria-hidden className="px-2.5 pt-2 pb-1 text-muted text-sm">
              {command.group}
            </p>
          ) : null}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys */}
          <div
            id={`${id}-${index}`}
            data-at={index}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseMove={() => onPoint(index)}
            onClick={() => onRun(command)}
            className={cn(
              'flex h-8 select-none items-center gap-2.5 rounded-md px-2.5',
              index === at && 'bg-selected',
            )}
          >
            <Option command={command} />
          </div>
        </div>
      ))}
    </div>
  )
}

function Option({ command: { icon: Icon, label, keys } }: { command: Command }) {
  return (
    <>
      {Icon ? <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} /> : null}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </>
  )
}
