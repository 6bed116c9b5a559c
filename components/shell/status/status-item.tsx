import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type Props = { tone: 'ok' | 'danger' | 'unknown'; title?: string | undefined; children: ReactNode }

/** A mark and some words in the status bar. */
export function StatusItem({ tone, title, children }: Props) {
  return (
    <span
      title={title}
      className={cn('flex min-w-0 items-center gap-1.5', tone === 'danger' && 'text-danger')}
    >
      {tone === 'danger' ? (
        <TriangleAlert aria-hidden className="size-3 shrink-0" />
      ) : (
        <span
          aria-hidden
          className={cn(
            'size-1.5 shrink-0 rounded-full',
            tone === 'ok' ? 'bg-ok' : 'border border-muted',
          )}
        />
      )}
      <span className="truncate">{children}</span>
    </span>
  )
}
