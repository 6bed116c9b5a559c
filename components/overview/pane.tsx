import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type Props = {
  title: ReactNode
  /** Beside the title, quieter. */
  subtitle?: ReactNode
  /** At the right end of the head. */
  aside?: ReactNode
  label?: string
  className?: string
  children: ReactNode
}

/** One of the overview's panes: a head of one line, and what it holds. */
export function Pane({ title, subtitle, aside, label, className, children }: Props) {
  return (
    <section
      aria-label={label ?? String(title)}
      className={cn('flex min-h-0 min-w-0 flex-col', className)}
    >
      <div className="flex h-7 shrink-0 items-center gap-2 whitespace-nowrap">
        <h2 className="shrink-0 font-semibold">{title}</h2>
        <div className="min-w-0 truncate text-muted">{subtitle}</div>
        <div className="ml-auto shrink-0 text-muted tabular-nums">{aside}</div>
      </div>
      {children}
    </section>
  )
}
