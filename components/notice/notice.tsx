import { CircleCheck, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type NoticeTone = 'info' | 'ok' | 'warn' | 'danger'

type Props = {
  tone: NoticeTone
  title: ReactNode
  /** The cause, and what to do. */
  children?: ReactNode
  action?: ReactNode
  onDismiss?: () => void
}

const LOOKS: Record<NoticeTone, { icon: LucideIcon; style: string }> = {
  info: { icon: Info, style: 'bg-info-soft text-info' },
  ok: { icon: CircleCheck, style: 'bg-ok-soft text-ok' },
  warn: { icon: TriangleAlert, style: 'bg-warn-soft text-warn' },
  danger: { icon: TriangleAlert, style: 'bg-danger-soft text-danger' },
}

/** One line across a page: what is the matter, why, and what to do. */
export function Notice({ tone, title, children, action, onDismiss }: Props) {
  const { icon: Icon, style } = LOOKS[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn(
        'flex min-h-9 shrink-0 items-center gap-2.5 border-line border-b px-4 py-1.5',
        style,
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0">
        <span className="font-medium">{title}</span>{' '}
        {children ? <span className="text-ink">{children}</span> : null}
      </p>
      <div className="ml-auto flex shrink-0 items-center gap-2">
        {action}
        {onDismiss ? (
          <Button variant="ghost" size="icon-xs" aria-label="Dismiss" onClick={onDismiss}>
            <X />
          </Button>
        ) : null}
      </div>
    </div>
  )
}
