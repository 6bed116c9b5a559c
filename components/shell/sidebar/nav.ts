import {
  Activity,
  Ban,
  ChartNoAxesColumn,
  Eye,
  Globe,
  List,
  type LucideIcon,
  ScrollText,
  Settings,
  Smartphone,
} from 'lucide-react'

export type NavItem = {
  href: string
  label: string
  icon: LucideIcon
  /** Pressed after `g`, it goes there. */
  key: string
  section: 'main' | 'admin'
  /** A count shown beside it while it is not zero. */
  badge?: 'rejected'
}

/** Every page of the sidebar, in order: the one place to add a page to. */
const NAV: NavItem[] = [
  { href: '/', label: 'Overview', icon: Activity, key: 'o', section: 'main' },
  { href: '/logins', label: 'Logins', icon: List, key: 'l', section: 'main' },
  { href: '/devices', label: 'Devices', icon: Smartphone, key: 'd', section: 'main' },
  { href: '/ips', label: 'IPs', icon: Globe, key: 'i', section: 'main' },
  {
    href: '/rejected',
    label: 'Rejected',
    icon: Ban,
    key: 'r',
    section: 'main',
    badge: 'rejected',
  },
  { href: '/runs', label: 'Runs', icon: ChartNoAxesColumn, key: 'u', section: 'main' },
  { href: '/reveal', label: 'Reveal', icon: Eye, key: 'v', section: 'admin' },
  { href: '/audit', label: 'Audit log', icon: ScrollText, key: 'a', section: 'admin' },
  { href: '/settings', label: 'Settings', icon: Settings, key: 's', section: 'admin' },
]

/** The pages an account of this role may use. */
export function navFor(role: 'operator' | 'admin'): NavItem[] {
  return NAV.filter((item) => item.section === 'main' || role === 'admin')
}

/** Whether a path lies on an item's page or below it. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  if (item.href === '/') return pathname === '/'
  return pathname === item.href || pathname.startsWith(`${item.href}/`)
}
