import {
  Ban,
  Bookmark,
  ChartNoAxesColumn,
  Globe,
  List,
  type LucideIcon,
  ScrollText,
  Smartphone,
  User,
} from 'lucide-react'
import { loginsHref } from '@/components/logins/logins-href'
import { valueHref } from '@/components/shared-values/shared-href'
import type { Command } from '@/components/shell/palette/commands'
import type { SearchResult } from '@/lib/model/find'
import { auditHref } from '@/lib/model/query/audit-query'
import { rejectedHref } from '@/lib/model/query/rejected-query'
import { shortToken } from '@/lib/model/token'
import { userHref } from '@/lib/model/user-path'

type Look = {
  group: string
  icon: LucideIcon
  label: (value: string) => string
  href: (thing: SearchResult) => string
}

const token = (value: string) => `${shortToken(value)}…`
const itself = (value: string) => value

const LOOKS: Record<SearchResult['kind'], Look> = {
  run: {
    group: 'Runs',
    icon: ChartNoAxesColumn,
    label: (value) => `Run ${value}`,
    href: ({ value }) => `/runs/${value}`,
  },
  user: { group: 'Users', icon: User, label: itself, href: ({ value }) => userHref(value) },
  device: {
    group: 'Devices',
    icon: Smartphone,
    label: token,
    href: ({ value }) => valueHref('device', value),
  },
  ip: { group: 'IPs', icon: Globe, label: token, href: ({ value }) => valueHref('ip', value) },
  login: {
    group: 'Logins by message id',
    icon: List,
    label: itself,
    href: ({ at }) => loginsHref(at === undefined ? {} : { row: at }),
  },
  rejected: {
    group: 'Rejected messages',
    icon: Ban,
    label: itself,
    href: ({ at }) => rejectedHref({}, { row: at }),
  },
  view: {
    group: 'Views',
    icon: Bookmark,
    label: itself,
    href: ({ at = '' }) => (at === '' ? loginsHref({}) : `/logins?${at}`),
  },
  person: {
    group: 'Audit log of a person',
    icon: ScrollText,
    label: itself,
    href: ({ value }) => auditHref({}, { person: value }),
  },
}

/** What was found as what the palette can go to. */
export function foundCommands(
  found: readonly SearchResult[],
  go: (href: string) => void,
): Command[] {
  return found.map((thing) => {
    const { group, icon, label, href } = LOOKS[thing.kind]
    return {
      id: `found-${thing.kind}-${thing.at ?? ''}-${thing.value}`,
      group,
      icon,
      label: label(thing.value),
      run: () => go(href(thing)),
    }
  })
}
