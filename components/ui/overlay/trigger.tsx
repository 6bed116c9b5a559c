'use client'

import type { ComponentProps, Ref } from 'react'
import { useDisclosure } from '@/components/ui/overlay/disclosure'
import { Slot } from '@/components/ui/slot'

export type TriggerProps = ComponentProps<'button'> & {
  /** Makes its only child, a button, the trigger. */
  asChild?: boolean
}

/** The button that opens and closes what belongs to it. */
export function Trigger({
  asChild,
  kind,
  children,
  ref,
  ...props
}: TriggerProps & { kind: 'dialog' | 'menu' }) {
  const { open, setOpen, trigger, contentId } = useDisclosure()
  const own = {
    'aria-haspopup': kind,
    'aria-expanded': open,
    'aria-controls': open ? contentId : undefined,
    'data-state': open ? 'open' : 'closed',
    onClick: () => setOpen(!open),
  }
  // What stands around it, such as a tooltip, wants the same element.
  const outer = (
    <Slot {...own} ref={trigger}>
      {asChild ? children : <button type="button">{children}</button>}
    </Slot>
  )
  return (
    <Slot {...props} ref={ref as Ref<unknown>}>
      {outer}
    </Slot>
  )
}
