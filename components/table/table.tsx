import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** A table with a head that stays while its pane scrolls. Widths come from the head's cells. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table className={cn('w-full table-fixed tabular-nums', className)} {...props} />
}

export function TableHead({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <thead className="sticky top-0 z-10 bg-surface text-left text-muted">
      <tr className={cn('h-8', className)} {...props} />
    </thead>
  )
}

/** A column's heading. */
export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'truncate px-3 font-normal shadow-[inset_0_-1px_var(--line)] first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  )
}

type RowProps = ComponentProps<'tr'> & {
  id: string
  /** Whether the inspector shows it. */
  isSelected?: boolean
}

/** A row that the keys can walk to; see `useRowKeys`. */
export function TableRow({ id, isSelected = false, className, ...props }: RowProps) {
  return (
    <tr
      tabIndex={-1}
      data-row={id}
      data-selected={isSelected ? '' : undefined}
      aria-current={isSelected ? 'true' : undefined}
      className={cn(
        'focus-inset h-8 border-line border-b',
        isSelected ? 'bg-selected' : 'hover:bg-hover',
        'aria-busy:cursor-progress aria-busy:bg-hover',
        className,
      )}
      {...props}
    />
  )
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('truncate px-3 first:pl-4 last:pr-4', className)} {...props} />
}

/** The place of a value that is not there. */
export function None({ word = 'none' }: { word?: string }) {
  return <span className="font-sans text-faint">{word}</span>
}
