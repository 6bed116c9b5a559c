'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import {
  DisclosureContext,
  type DisclosureProps,
  useDisclosure,
  useDisclosureState,
} from '@/components/ui/overlay/disclosure'
import type { PopoverPaneProps } from '@/components/ui/overlay/popover-pane'
import { Trigger, type TriggerProps } from '@/components/ui/overlay/trigger'

const load = () => import('@/components/ui/overlay/popover-pane')
const PopoverPane = lazy(async () => ({ default: (await load()).PopoverPane }))

/** A button and the small pane that it opens; the page behind stays usable. */
export function Popover({ children, ...props }: DisclosureProps & { children: ReactNode }) {
  useIdleLoad(load)
  return <DisclosureContext value={useDisclosureState(props)}>{children}</DisclosureContext>
}

export function PopoverTrigger(props: TriggerProps) {
  return <Trigger kind="dialog" {...props} />
}

/** A small pane that floats beside what opened it. */
export function PopoverContent(props: PopoverPaneProps) {
  const { open } = useDisclosure()
  if (!open) return null
  return (
    <Suspense>
      <PopoverPane {...props} />
    </Suspense>
  )
}
