'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'

export const menuStyle =
  'float-motion z-50 min-w-44 overflow-y-auto rounded-lg bg-raised p-1 shadow-float focus:outline-none'

export const itemStyle =
  "flex h-7 select-none items-center gap-2 rounded-md px-2 text-ink outline-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg:not([class*='size-'])]:size-3.5 [&_svg]:shrink-0"

export const DropdownMenuTrigger = Radix.Trigger
export const DropdownMenuRadioGroup = Radix.RadioGroup

/** Not modal: the page behind stays readable to screen readers, and keeps its scroll bars. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

/** The menu itself; sits beside its trigger. */
export function DropdownMenuContent({
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
          menuStyle,
          'max-h-(--radix-dropdown-menu-content-available-height)',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}

type ItemProps = ComponentProps<typeof Radix.Item> & { keys?: string[]; danger?: boolean }

/** One thing to do; `keys` do the same from the keyboard. */
export function DropdownMenuItem({ className, keys, danger, children, ...props }: ItemProps) {
  return (
    <Radix.Item className={cn(itemStyle, danger && 'text-danger', className)} {...props}>
      {children}
      {keys ? <Kbd keys={keys} className="ml-auto pl-3" /> : null}
    </Radix.Item>
  )
}

/** One of several choices of a `DropdownMenuRadioGroup`. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemStyle, className)} {...props}>
      {children}
      <Radix.ItemIndicator className="ml-auto pl-3">
        <Check className="text-accent" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  )
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-muted text-sm">{children}</Radix.Label>
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
}
