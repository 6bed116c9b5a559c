import {
  Clock,
  Globe,
  Hash,
  type LucideIcon,
  MapPin,
  Play,
  Shapes,
  ShieldAlert,
  Smartphone,
  Tag,
  User,
} from 'lucide-react'
import type { LoginField } from '@/lib/model/login-field'
import { FILTER_FIELDS as LISTED } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { type FilterKey, partNames } from '@/lib/model/query/parts/filter-parts'

/** What the editor of any filter gets. */
export type EditorProps = { query: LoginsQuery; onApply: (change: Partial<LoginsQuery>) => void }

export type FilterField = {
  key: FilterKey
  label: string
  kind: NonNullable<LoginField['filter']>['kind']
  hint: string
  icon: LucideIcon
  /** The parts of the URL that belong to it. */
  parts: readonly (keyof LoginsQuery)[]
}

const ICONS: Partial<Record<FilterKey, LucideIcon>> = {
  sent_at: Clock,
  device_type: Shapes,
  locale: MapPin,
  user_id: User,
  device_id: Smartphone,
  ip: Globe,
  run_id: Play,
  risk: ShieldAlert,
}
const ICONS_OF_KINDS: Partial<Record<FilterField['kind'], LucideIcon>> = { token: Hash }

/** All that logins can be filtered by, in the order in which it is offered. */
export const FILTER_FIELDS: FilterField[] = LISTED.flatMap(({ key: anyKey, label, filter }) => {
  if (filter === undefined) return []
  const key = anyKey as FilterKey
  return {
    key,
    label,
    kind: filter.kind,
    hint: filter.hint ?? label,
    icon: ICONS[key] ?? ICONS_OF_KINDS[filter.kind] ?? Tag,
    parts: partNames(key) as (keyof LoginsQuery)[],
  }
})

/** Whether a query is narrowed by a field. */
export function isOn(field: FilterField, query: LoginsQuery): boolean {
  return field.parts.some((part) => {
    const value = query[part]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
}

/** What takes a field off a query. */
export function without(field: FilterField): Partial<LoginsQuery> {
  return Object.fromEntries(field.parts.map((part) => [part, undefined]))
}
