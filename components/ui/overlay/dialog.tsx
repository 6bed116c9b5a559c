'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

export const scrimStyle =
  'fixed inset-0 z-40 bg-scrim duration-[140ms] data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0'

export const dialogStyle =
  'float-motion fixed top-[18vh] left-1/2 z-50 flex max-h-[72vh] w-[calc(100vw-32px)] max-w-110 -translate-x-1/2 flex-col rounded-lg bg-raised shadow-float focus:outline-none'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

type ContentProps = {
  title: ReactNode
  /** One sentence under the title. */
  description?: ReactNode
  /** Hides title and description from sight, not from screen readers. */
  bare?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A modal dialog: focus stays inside, Escape and the scrim close it. */
export function DialogContent({ title, description, bare, className, children }: ContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrimStyle} />
      <Radix.Content
        className={cn(dialogStyle, className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
      >
        <div className={bare ? 'sr-only' : 'flex items-start gap-4 px-4 pt-4 pb-3'}>
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
            ) : null}
          </div>
          {bare ? null : (
            <Radix.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mt-1 -mr-1">
                <X />
              </Button>
            </Radix.Close>
          )}
        </div>
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}

/**
 * The scrolling middle of a dialog.
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
      className={cn('focus-inset min-h-0 overflow-y-auto px-4 pb-4', className)}
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
