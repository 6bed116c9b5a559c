'use client'

import { createContext, type RefObject, useContext, useId, useRef, useState } from 'react'

/** What opens and closes: whether it is open, what opens it, and the id of what is opened. */
type Disclosure = {
  open: boolean
  setOpen: (open: boolean) => void
  trigger: RefObject<HTMLElement | null>
  contentId: string
}

export type DisclosureProps = {
  /** Without it, it is opened and closed by its own trigger. */
  open?: boolean
  onOpenChange?: ((open: boolean) => void) | undefined
}

export const DisclosureContext = createContext<Disclosure | null>(null)

/** The state of a popover, menu or dialog, kept here or by whoever renders it. */
export function useDisclosureState({ open, onOpenChange }: DisclosureProps): Disclosure {
  const [ownOpen, setOwnOpen] = useState(false)
  const trigger = useRef<HTMLElement>(null)
  const contentId = useId()
  const setOpen = (next: boolean) => {
    if (open === undefined) setOwnOpen(next)
    onOpenChange?.(next)
  }
  return { open: open ?? ownOpen, setOpen, trigger, contentId }
}

export function useDisclosure(): Disclosure {
  const disclosure = useContext(DisclosureContext)
  if (disclosure === null) throw new Error('a trigger and its content stand inside their root')
  return disclosure
}
