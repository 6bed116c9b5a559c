import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** The name of a field. Give it `htmlFor`. */
export function Label({ className, ...props }: ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control by htmlFor
  return <label className={cn('select-none font-medium', className)} {...props} />
}
