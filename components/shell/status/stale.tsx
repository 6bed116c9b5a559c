'use client'

import type { ReactNode } from 'react'
import { useFreshness } from '@/components/shell/status/use-freshness'
import { cn } from '@/components/ui/cn'

type Props = { className?: string; children: ReactNode }

/** Greys what it holds, colours of states included, while that was read too long ago to be live. */
export function Stale({ when, className, children }: Props & { when: boolean }) {
  return (
    <div
      data-stale={when || undefined}
      className={cn(className, when && 'text-muted grayscale [&_*]:text-muted!')}
    >
      {children}
    </div>
  )
}

/** The same for whatever is read from the database, or from the queue. */
export function StaleWith({ source, ...props }: Props & { source: 'database' | 'queue' }) {
  const fresh = useFreshness()
  return <Stale when={fresh !== null && !fresh[source].isFresh} {...props} />
}
