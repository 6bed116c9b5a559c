import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type Props = {
  icon?: LucideIcon
  /** What there is none of, such as `Nothing waiting.` */
  title: ReactNode
  /** Why, and what to do about it. */
  children?: ReactNode
  /** Buttons that do it. */
  actions?: ReactNode
  className?: string
}

/** What a list says when it is empty: of what, why, and what to do. Never used for a failure. */
export function EmptyState({ icon: Icon, title, children, actions, className }: Props) {
  return (
    <div
      className={cn(
        'flex h-full flex-col items-center justify-center px-6 py-10 text-center',
        className,
      )}
    >
      {Icon ? (
        <span className="mb-3 flex size-9 items-center justify-center rounded-lg border border-line bg-inset text-muted">
          <Icon className="size-4" aria-hidden />
        </span>
      ) : null}
      <p className="font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-96 text-balance text-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
