import type { ComponentProps } from 'react'
import { numberWidth } from '@/components/table/number-width'
import { Th } from '@/components/table/table'
import { cn } from '@/components/ui/cn'

type HeadProps = Omit<ComponentProps<'th'>, 'children'> & {
  children: string
  /** The column's numbers as they are written. */
  numbers: readonly string[]
}

/** The heading of a column of numbers, as wide as the longest of them: they are never truncated. */
export function NumberTh({ numbers, children, className, ...props }: HeadProps) {
  return (
    <Th
      style={{ width: numberWidth([children, ...numbers]) }}
      className={cn('text-right', className)}
      {...props}
    >
      {children}
    </Th>
  )
}

/** A number: whole, whatever the width of its column. */
export function NumberTd({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      className={cn(
        'whitespace-nowrap px-3 text-right tabular-nums first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  )
}
