'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useLiveFact } from '@/components/shell/live-provider'
import { useShell } from '@/components/shell/shell-context'
import { isCurrent, type NavItem, navFor } from '@/components/shell/sidebar/nav'
import { useFetchesAhead } from '@/components/shell/sidebar/use-fetches-ahead'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/overlay/tooltip'

/** The list of pages this account may use. */
export function SidebarNav({ collapsed }: { collapsed: boolean }) {
  const { user } = useShell()
  const isAhead = useFetchesAhead()
  const items = navFor(user.role)
  const admin = items.filter((item) => item.section === 'admin')
  const look = { collapsed, isAhead }
  return (
    <nav aria-label="Pages" className="min-h-0 overflow-y-auto overflow-x-hidden px-2 pb-2">
      <NavList {...look} items={items.filter((item) => item.section === 'main')} />
      {admin.length > 0 ? (
        <>
          <p className={cn('px-2 pt-4 pb-1.5 text-muted text-sm', collapsed && 'sr-only')}>Admin</p>
          <NavList {...look} items={admin} />
        </>
      ) : null}
    </nav>
  )
}

type Look = { collapsed: boolean; isAhead: boolean }

function NavList({ items, ...look }: Look & { items: NavItem[] }) {
  return (
    <ul className="flex flex-col gap-px">
      {items.map((item) => (
        <li key={item.href}>
          <NavLink {...look} item={item} />
        </li>
      ))}
    </ul>
  )
}

function NavLink({ item, collapsed, isAhead }: Look & { item: NavItem }) {
  const current = isCurrent(item, usePathname())
  const [isMeant, setMeant] = useState(false)
  const mean = () => setMeant(true)
  const count = useBadge(item)
  return (
    <Tooltip label={item.label} keys={['g', item.key]} side="right">
      <Link
        href={item.href}
        // As Next does by itself; what is pointed at does not wait.
        prefetch={isAhead || isMeant ? null : false}
        onPointerEnter={mean}
        onFocus={mean}
        aria-current={current ? 'page' : undefined}
        className={cn(
          'relative flex h-[31px] items-center gap-2.5 rounded-md border border-transparent px-2 font-medium focus-inset transition-colors duration-[120ms]',
          current ? 'border-line bg-surface text-ink' : 'text-muted hover:bg-hover hover:text-ink',
        )}
      >
        <NavIcon icon={item.icon} />
        <span className={collapsed ? 'sr-only' : 'truncate'}>{item.label}</span>
        {count > 0 ? (
          collapsed ? (
            <span className="absolute top-1 right-1 size-1.5 rounded-full bg-warn forced-color-adjust-none">
              <span className="sr-only">
                {count} {item.badgeMeans}
              </span>
            </span>
          ) : (
            <span title={item.badgeMeans} className="ml-auto text-sm text-warn tabular-nums">
              {count > 9_999 ? '9,999+' : count.toLocaleString('en-US')}
              {item.badgeMeans === undefined ? null : (
                <span className="sr-only"> {item.badgeMeans}</span>
              )}
            </span>
          )
        ) : null}
      </Link>
    </Tooltip>
  )
}

/** Pulses while its page is on the way. */
function NavIcon({ icon: Icon }: { icon: NavItem['icon'] }) {
  const { pending } = useLinkStatus()
  return (
    <Icon
      aria-hidden
      strokeWidth={1.75}
      className={cn('size-4 shrink-0', pending && 'animate-pulse text-accent')}
    />
  )
}

function useBadge({ badge }: NavItem): number {
  return useLiveFact((event) => {
    if (badge === 'alerts') return event?.alerts.length ?? 0
    if (badge === 'dead-letters') return event?.queue.depth?.deadLetter ?? 0
    return badge === 'rejected' ? (event?.rejectedKept ?? 0) : 0
  })
}
