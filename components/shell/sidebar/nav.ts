import {
  Activity,
  Ban,
  Bell,
  ChartNoAxesColumn,
  CircleHelp,
  Eye,
  Globe,
  List,
  type LucideIcon,
  MailX,
  ScrollText,
  Server,
  Settings,
  Smartphone,
} from 'lucide-react'
import { can, type Permission, type Role } from '@/lib/model/permissions'

export type NavItem = {
  href: string
  label: string
  icon: LucideIcon
  /** Pressed after `g`, it goes there. */
  key: string
  section: 'main' | 'admin'
  /** What one must be permitted for the page to be there. */
  permission: Permission
  /** A count shown beside it while it is not zero. */
  badge?: 'rejected' | 'dead-letters' | 'alerts'
  /** What that counts, where the label does not say it. */
  badgeMeans?: string
}

/** Every page of the sidebar, in order: the one place to add a page to. */
const NAV: NavItem[] = [
  { href: '/', label: 'Overview', icon: Activity, key: 'o', section: 'main', permission: 'browse' },
  { href: '/logins', label: 'Logins', icon: List, key: 'l', section: 'main', permission: 'browse' },
  {
    href: '/devices',
    label: 'Devices',
    icon: Smartphone,
    key: 'd',
    section: 'main',
    permission: 'browse',
  },
  { href: '/ips', label: 'IPs', icon: Globe, key: 'i', section: 'main', permission: 'browse' },
  {
    href: '/rejected',
    label: 'Rejected',
    icon: Ban,
    key: 'r',
    section: 'main',
    permission: 'browse',
    badge: 'rejected',
    badgeMeans: 'open: neither returned nor discarded',
  },
  {
    href: '/dead-letters',
    label: 'Dead letters',
    icon: MailX,
    key: 'x',
    section: 'main',
    permission: 'browse',
    badge: 'dead-letters',
  },
  {
    href: '/runs',
    label: 'Runs',
    icon: ChartNoAxesColumn,
    key: 'u',
    section: 'main',
    permission: 'browse',
  },
  {
    href: '/workers',
    label: 'Workers',
    icon: Server,
    key: 'w',
    section: 'main',
    permission: 'browse',
  },
  {
    href: '/settings/alerts',
    label: 'Alerts',
    icon: Bell,
    key: 't',
    section: 'main',
    permission: 'browse',
    badge: 'alerts',
  },
  {
    href: '/help',
    label: 'Help',
    icon: CircleHelp,
    key: 'h',
    section: 'main',
    permission: 'browse',
  },
  { href: '/reveal', label: 'Reveal', icon: Eye, key: 'v', section: 'admin', permission: 'reveal' },
  {
    href: '/audit',
    label: 'Audit log',
    icon: ScrollText,
    key: 'a',
    section: 'admin',
    permission: 'read-log',
  },
  {
    href: '/settings',
    label: 'Settings',
    icon: Settings,
    key: 's',
    section: 'admin',
    permission: 'manage-users',
  },
]

/** The pages an account of this role may use. */
export function navFor(role: Role): NavItem[] {
  return NAV.filter((item) => can({ role }, item.permission))
}

/** Whether a path lies on an item's page or below it. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  return item === NAV.filter(({ href }) => holds(href, pathname)).toSorted(byLength)[0]
}

function holds(href: string, pathname: string): boolean {
  if (href === '/') return pathname === '/'
  return pathname === href || pathname.startsWith(`${href}/`)
}

/** Of two that hold a page, such as the settings and the alerts, the nearer one first. */
function byLength(one: NavItem, other: NavItem): number {
  return other.href.length - one.href.length
}
