import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** A named region that scrolls, by keyboard, too. */
export function ScrollPane({
  className,
  ...props
}: ComponentProps<'section'> & { 'aria-label': string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className={cn('focus-inset relative min-h-0 overflow-auto', className)}
      {...props}
    />
  )
}
