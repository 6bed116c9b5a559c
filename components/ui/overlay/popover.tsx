'use client'

import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import {
  DisclosureContext,
  type DisclosureProps,
  useDisclosure,
  useDisclosureState,
} from '@/components/ui/overlay/disclosure'
import { Floating } from '@/components/ui/overlay/floating'
import { focusFirst, isAtEdge } from '@/components/ui/overlay/focusable'
import { Trigger, type TriggerProps } from '@/components/ui/overlay/trigger'

/** A button and the small pane that it opens; the page behind stays usable. */
export function Popover({ children, ...props }: DisclosureProps & { children: ReactNode }) {
  return <DisclosureContext value={useDisclosureState(props)}>{children}</DisclosureContext>
}

export function PopoverTrigger(props: TriggerProps) {
  return <Trigger kind="dialog" {...props} />
}

type ContentProps = Omit<ComponentProps<typeof Floating>, 'anchor' | 'onDismiss' | 'onShown'>

/** A small pane that floats beside what opened it. */
export function PopoverContent({ className, ...props }: ContentProps) {
  const { open, setOpen, trigger, contentId } = useDisclosure()
  if (!open) return null
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
