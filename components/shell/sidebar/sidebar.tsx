'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { useShell } from '@/components/shell/shell-context'
import { Logo } from '@/components/shell/sidebar/logo'
import { SidebarNav } from '@/components/shell/sidebar/sidebar-nav'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/overlay/tooltip'

/** The pages, 208 px wide or as icons; from 1024 px on. Below that `SidebarDrawer` holds them. */
export function Sidebar() {
  const { collapsed, setCollapsed } = useShell()
  const toggle = collapsed ? 'Widen the sidebar' : 'Collapse the sidebar'
  return (
    <aside
      className={cn(
        'flex min-h-0 flex-col overflow-hidden border-line border-r bg-frame transition-[width] duration-[160ms] ease-out max-lg:hidden print:hidden',
        collapsed ? 'w-13' : 'w-52',
      )}
    >
      <Brand collapsed={collapsed} />
      <SidebarNav collapsed={collapsed} />
      <div className="mt-auto p-2">
        <Tooltip label={toggle} keys={['[']} side="right">
          <Button
            variant="ghost"
            size="icon"
            aria-label={toggle}
            aria-expanded={!collapsed}
            onClick={() => setCollapsed(!collapsed)}
            className="w-9"
          >
            {collapsed ? <PanelLeftOpen /> : <PanelLeftClose />}
          </Button>
        </Tooltip>
      </div>
    </aside>
  )
}

/** The mark and the name, leading to the overview. */
export function Brand({ collapsed }: { collapsed: boolean }) {
  return (
    <div className="flex h-12 shrink-0 items-center px-2">
      <Link
        href="/"
        aria-label="Veilgate"
        className="flex h-8 items-center gap-2.5 rounded-md px-2 focus-inset"
      >
        <Logo className="size-5 shrink-0" />
        <span className={cn('font-semibold text-lg', collapsed && 'sr-only')}>Veilgate</span>
      </Link>
    </div>
  )
}
