import { X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type Props = {
  /** What is filtered by. */
  name: string
  children: ReactNode
  /** The list without this filter. */
  without: string
}

/** A filter that is on, and the way to take it off. */
export function FilterChip({ name, children, without }: Props) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft forced-colors:border pr-1 pl-2.5 text-accent">
      {name} <span className="font-medium">{children}</span>
      <Link
        href={without}
        aria-label={`Remove the filter ${name}`}
        className="flex size-5 items-center justify-center rounded-sm hover:bg-accent-fill"
      >
        <X className="size-3" aria-hidden />
      </Link>
    </span>
  )
}
