'use client'

import {
  type ComponentProps,
  type KeyboardEvent,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { cn } from '@/components/ui/cn'
import { useKeptFocus } from '@/components/ui/use-kept-focus'

type Props = Omit<ComponentProps<'dialog'>, 'ref' | 'open' | 'role' | 'onCancel' | 'onClose'> & {
  role?: 'dialog' | 'alertdialog'
  /** Escape, and a press beside it unless it is an `alertdialog`; without it, only what is inside closes it. */
  onDismiss?: (() => void) | undefined
}

/**
 * The browser's own modal dialog: focus stays inside, what is behind is inert, and closing it gives
 * the focus back. Render it while it is open.
 */
export function Modal({ role = 'dialog', onDismiss, className, children, ...props }: Props) {
  const own = useRef<HTMLDialogElement>(null)
  const [isShown, setShown] = useState(false)

  useLayoutEffect(() => {
    const element = own.current
    if (element === null) return
    if (!element.open) element.showModal()
    // Only now: what takes the focus as it mounts must not be hidden then.
    setShown(true)
    return () => element.close()
  }, [])

  useLayoutEffect(() => {
    const element = own.current
    const focused = document.activeElement
    if (!isShown || element === null) return
    if (focused !== element && element.contains(focused)) return
    firstIn(element)?.focus()
  }, [isShown])

  const kept = useKeptFocus(firstIn)

  const dismiss = (event: SyntheticEvent) => {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    onDismiss?.()
  }
  // Before the browser's own way, which may close it unasked when Escape is pressed twice.
  const dismissByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    onDismiss?.()
  }
  return createPortal(
    <dialog
      {...props}
      {...kept}
      ref={own}
      // What asks whether a dialog has the focus goes by the attribute.
      role={role}
      aria-modal
      data-state="open"
      onCancel={dismiss}
      onClose={(event) => {
        if (own.current?.open !== false) return
        if (onDismiss === undefined) own.current.showModal()
        else dismiss(event)
      }}
      onKeyDown={dismissByKey}
      onPointerDown={(event) => {
        if (role === 'dialog' && isBeside(event)) dismiss(event)
      }}
      className={cn(
        'm-0 max-h-none max-w-none border-0 bg-raised p-0 text-base text-ink backdrop:bg-scrim focus:outline-none',
        className,
      )}
    >
      {isShown ? children : null}
    </dialog>,
    document.body,
  )
}

const FIELDS = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled)'
const BUTTONS = 'a[href], button:not(:disabled), [tabindex="0"]'

function firstIn(dialog: HTMLElement): HTMLElement | null {
  return dialog.querySelector<HTMLElement>(FIELDS) ?? dialog.querySelector<HTMLElement>(BUTTONS)
}

/** Whether a press on a dialog met only what is around it. */
function isBeside(event: { clientX: number; clientY: number; currentTarget: Element }): boolean {
  const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect()
  const { clientX: x, clientY: y } = event
  return x < left || x > right || y < top || y > bottom
}
