import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'

/** A text field of several lines. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea className={cn(fieldStyle, 'w-full resize-y px-2.5 py-1.5', className)} {...props} />
  )
}
