'use client'

import type { ComponentProps, KeyboardEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { useDisclosure } from '@/components/ui/overlay/disclosure'
import { Floating } from '@/components/ui/overlay/floating'
import { focusFirst, isAtEdge } from '@/components/ui/overlay/focusable'

export type PopoverPaneProps = Omit<
  ComponentProps<typeof Floating>,
  'anchor' | 'onDismiss' | 'onShown'
>

/** The pane of an open popover. */
export function PopoverPane({ className, ...props }: PopoverPaneProps) {
  const { setOpen, trigger, contentId } = useDisclosure()
  const leaveByTab = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Tab' || !isAtEdge(event.currentTarget, event.shiftKey)) return
    // The browser goes on from there: to what stands beside the trigger, not to the page's end.
    trigger.current?.focus()
    if (event.shiftKey) event.preventDefault()
    setOpen(false)
  }
  return (
    <Floating
      id={contentId}
      role="dialog"
      tabIndex={-1}
      anchor={trigger}
      onDismiss={() => setOpen(false)}
      onShown={focusFirst}
      onKeyDown={leaveByTab}
      className={cn('max-h-(--available-height) w-72 overflow-y-auto p-3', className)}
      {...props}
    />
  )
}
