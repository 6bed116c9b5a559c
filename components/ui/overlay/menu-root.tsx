'use client'

import type { ReactNode } from 'react'
import {
  DisclosureContext,
  type DisclosureProps,
  useDisclosureState,
} from '@/components/ui/overlay/disclosure'
import { Trigger, type TriggerProps } from '@/components/ui/overlay/trigger'

/** A button and the menu that it opens. Not modal: the page behind stays readable. */
export function DropdownMenu({ children, ...props }: DisclosureProps & { children: ReactNode }) {
  return <DisclosureContext value={useDisclosureState(props)}>{children}</DisclosureContext>
}

export function DropdownMenuTrigger(props: TriggerProps) {
  return <Trigger kind="menu" {...props} />
}
