import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

export const fieldStyle =
  'rounded-md border border-line-strong bg-inset text-ink transition-colors duration-[120ms] hover:border-faint disabled:opacity-50 aria-invalid:border-danger'

/** A one-line text field. */
export function Input({ className, type, ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type ?? 'text'}
      className={cn(fieldStyle, 'h-8 w-full min-w-0 px-2.5', className)}
      {...props}
    />
  )
}
