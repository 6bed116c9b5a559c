'use client'

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useKeptFocus } from '@/components/ui/use-kept-focus'

/** Where a list's pages lead; null where there is none. */
export type PageLinks = {
  first: string | null
  previous: string | null
  next: string | null
  /** Left out where a list has no way to its end. */
  last?: string | null
}

type Props = {
  links: PageLinks
  /** What the page shows, such as `100 logins`. */
  children: ReactNode
}

/** The foot of a list that pages by keyset: first, before, after. There are no page numbers. */
export function Pager({ links, children }: Props) {
  // On the last page there is no next one to have the focus, and on the first none before.
  const kept = useKeptFocus((nav) => nav.querySelector<HTMLElement>('a[rel]'))
  return (
    <nav
      {...kept}
      aria-label="Pages of the list"
      className="flex h-10 shrink-0 items-center gap-1 border-line border-t px-4"
    >
      {/* Two lines where there is little room: cut off, it would not say what the page shows. */}
      <p className="max-h-8 min-w-0 overflow-hidden text-muted tabular-nums leading-4">
        {children}
      </p>
      <div className="ml-auto flex shrink-0 gap-1 print:hidden">
        <Step href={links.first}>
          <ChevronsLeft /> <Narrow>First</Narrow>
        </Step>
        <Step href={links.previous} rel="prev" shortcut="p">
          <ChevronLeft /> <Narrow>Previous</Narrow>
        </Step>
        <Step href={links.next} rel="next" shortcut="n">
          <Narrow>Next</Narrow> <ChevronRight />
        </Step>
        {links.last === undefined ? null : (
          <Step href={links.last}>
            <Narrow>Last</Narrow> <ChevronsRight />
          </Step>
        )}
      </div>
    </nav>
  )
}

/** Left to the icon where a phone has no room for it. */
function Narrow({ children }: { children: string }) {
  return <span className="max-sm:sr-only">{children}</span>
}

type StepProps = { href: string | null; rel?: string; shortcut?: string; children: ReactNode }

function Step({ href, rel, shortcut, children }: StepProps) {
  if (href === null) {
    return (
      <Button variant="ghost" size="sm" disabled>
        {children}
      </Button>
    )
  }
  return (
    <Button variant="ghost" size="sm" asChild>
      <Link href={href} rel={rel} prefetch={false} aria-keyshortcuts={shortcut}>
        {children}
      </Link>
    </Button>
  )
}
