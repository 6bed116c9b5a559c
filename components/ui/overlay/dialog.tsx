'use client'

import { X } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId, useLayoutEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import {
  DisclosureContext,
  type DisclosureProps,
  useDisclosure,
  useDisclosureState,
} from '@/components/ui/overlay/disclosure'
import { Modal } from '@/components/ui/overlay/modal'
import { Trigger, type TriggerProps } from '@/components/ui/overlay/trigger'
import { Slot } from '@/components/ui/slot'

export const dialogStyle =
  'float-motion fixed inset-x-0 top-[18vh] bottom-auto mx-auto flex h-fit max-h-[calc(82vh-16px)] w-[calc(100vw-32px)] max-w-110 flex-col overflow-hidden rounded-lg shadow-float forced-colors:border [&>form]:flex [&>form]:min-h-0 [&>form]:flex-col'

export function Dialog({ children, ...props }: DisclosureProps & { children: ReactNode }) {
  return <DisclosureContext value={useDisclosureState(props)}>{children}</DisclosureContext>
}

export function DialogTrigger(props: TriggerProps) {
  return <Trigger kind="dialog" {...props} />
}

/** Makes its only child, a button, close the dialog. */
export function DialogClose({ children }: { asChild: true; children: ReactNode }) {
  const { setOpen } = useDisclosure()
  const { isWaiting } = useContext(WaitContext)
  return (
    <Slot disabled={isWaiting} onClick={() => setOpen(false)}>
      {children}
    </Slot>
  )
}

/** So long an answer is waited for; what takes longer goes on by itself. */
const HELD_MS = 60_000

const WaitContext = createContext({ isWaiting: false, setWaiting: (_: boolean) => {} })

/** Keeps the dialog around open while an answer is on its way, of which nothing would be heard were it closed. */
export function useHeldOpen(isPending: boolean): void {
  const { setWaiting } = useContext(WaitContext)
  // With the answer, and not once the page is idle: an Escape that follows at once closes the dialog.
  useLayoutEffect(() => {
    if (!isPending) return
    setWaiting(true)
    const timer = setTimeout(() => setWaiting(false), HELD_MS)
    return () => {
      clearTimeout(timer)
      setWaiting(false)
    }
  }, [isPending, setWaiting])
}

type ContentProps = {
  title: ReactNode
  /** One sentence under the title. */
  description?: ReactNode
  /** Hides title and description from sight, not from screen readers. */
  bare?: boolean
  /** Leaves closing to a `DialogClose` inside: neither Escape nor the scrim does it, nor a button at the top. */
  isHeld?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A modal dialog: focus stays inside; Escape and the scrim close it, unless it waits for an answer. */
export function DialogContent(props: ContentProps) {
  const { title, description, bare = false, isHeld = false, className, children } = props
  const { open, setOpen, contentId } = useDisclosure()
  const [isWaiting, setWaiting] = useState(false)
  const id = useId()
  const dismiss = () => {
    if (!isWaiting) setOpen(false)
  }
  if (!open) return null
  return (
    <Modal
      id={contentId}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onDismiss={isHeld ? undefined : dismiss}
      className={cn(dialogStyle, className)}
    >
      <div className={bare ? 'sr-only' : 'flex items-start gap-4 px-4 pt-4 pb-3'}>
        <div className="min-w-0 flex-1">
          <h2 id={`${id}-title`} className="font-semibold text-lg">
            {title}
          </h2>
          {description ? (
            <p id={`${id}-description`} className="mt-1 text-muted">
              {description}
            </p>
          ) : null}
        </div>
        {bare || isHeld ? null : (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Close"
            disabled={isWaiting}
            onClick={dismiss}
            className="-mt-1 -mr-1"
          >
            <X />
          </Button>
        )}
      </div>
      <WaitContext value={{ isWaiting, setWaiting }}>{children}</WaitContext>
    </Modal>
  )
}

/**
 * The scrolling middle of a dialog. What is in it keeps its height: squeezed, one would lie on the next.
 * @param props.focusable for one that holds nothing to focus: what scrolls must be reached by keys.
 */
export function DialogBody({
  className,
  focusable = false,
  children,
}: {
  className?: string
  focusable?: boolean
  children: ReactNode
}) {
  return (
    <div
      tabIndex={focusable ? 0 : undefined}
      className={cn('focus-inset min-h-0 overflow-y-auto px-4 pb-4 *:shrink-0', className)}
    >
      {children}
    </div>
  )
}

/** The row of buttons at a dialog's foot. */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('flex justify-end gap-2 border-line border-t px-4 py-3', className)}>
      {children}
    </div>
  )
}
