'use client'

import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'
import { useKeptFocus } from '@/components/ui/use-kept-focus'

/** A named region that scrolls, by keyboard, too. It has the focus once a row that had it is gone. */
export function ScrollPane({
  className,
  ...props
}: ComponentProps<'section'> & { 'aria-label': string }) {
  const kept = useKeptFocus((pane) => pane)
  return (
    <section
      {...kept}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className={cn('focus-inset relative min-h-0 overflow-auto', className)}
      {...props}
    />
  )
}
