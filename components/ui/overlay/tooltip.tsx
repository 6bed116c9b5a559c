'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'

/** Once around the page, so that moving from one tooltip to the next shows it without delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  )
}

type Props = {
  /** What the tooltip says; without it the child is rendered alone. */
  label: ReactNode
  /** Keys that do the same, such as `['g', 'l']`. */
  keys?: string[]
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  /** Keeps the tooltip shut, e.g. while its label is visible anyway. */
  disabled?: boolean | undefined
  className?: string
  children: ReactElement
}

/** A word on what is pointed at or focused. Never the only place something is said. */
export function Tooltip({ label, keys, side, align, disabled, className, children }: Props) {
  if (label === undefined || label === null || label === '') return children
  return (
    <Radix.Root open={disabled ? false : undefined}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side ?? 'bottom'}
          align={align ?? 'center'}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            'float-motion z-50 flex max-w-80 items-center gap-2 rounded-md bg-raised px-2 py-1 text-ink text-sm shadow-float',
            className,
          )}
        >
          <span className="min-w-0 break-words">{label}</span>
          {keys ? <Kbd keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
