'use client'

import Link from 'next/link'
import { cn } from '@/components/ui/cn'

/** What stays free beside a tab that was scrolled to. */
const END_PX = 12

type Props = {
  /** The name of the group, for screen readers. */
  label: string
  current: string
  tabs: { id: string; label: string; href: string }[]
}

/** Tabs that are pages of their own, below the title bar. */
export function LinkTabs({ label, current, tabs }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex h-10 shrink-0 gap-4 border-line border-b px-4 max-sm:gap-2.5 max-sm:overflow-x-auto max-sm:overflow-y-hidden max-sm:px-3"
    >
      {tabs.map(({ id, label: name, href }) => (
        <Link
          key={id}
          href={href}
          ref={id === current ? scrollIntoSight : undefined}
          aria-current={id === current ? 'page' : undefined}
          className={cn(
            'focus-inset -mb-px inline-flex shrink-0 items-center whitespace-nowrap border-b-2 font-medium',
            id === current
              ? 'border-accent text-ink'
              : // A high-contrast theme would paint it over the line below all of them.
                'border-transparent text-muted hover:text-ink forced-colors:border-b-0',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

/** Where a phone has no room for all tabs, the one of the page is the one to be seen. */
function scrollIntoSight(tab: HTMLElement | null) {
  const bar = tab?.parentElement
  if (!tab || !bar) return
  const end = tab.offsetLeft - bar.offsetLeft + tab.offsetWidth
  bar.scrollLeft = Math.max(0, end - bar.clientWidth + END_PX)
}
