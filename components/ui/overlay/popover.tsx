'use client'

import { Popover as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

export const Popover = Radix.Root
export const PopoverTrigger = Radix.Trigger

/** A small pane that floats beside what opened it. */
export function PopoverContent({
  className,
  align,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align ?? 'start'}
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          'float-motion z-50 w-72 rounded-lg bg-raised p-3 shadow-float focus:outline-none',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}
