import {
  Clock,
  Globe,
  type LucideIcon,
  MapPin,
  Play,
  Shapes,
  Smartphone,
  Tag,
  User,
} from 'lucide-react'
import type { LoginsQuery } from '@/lib/model/logins-query'

export type FieldName = 'time' | 'type' | 'locale' | 'version' | 'user' | 'device' | 'ip' | 'run'

/** What the editor of any filter gets. */
export type EditorProps = { query: LoginsQuery; onApply: (change: Partial<LoginsQuery>) => void }

type Field = {
  name: FieldName
  label: string
  icon: LucideIcon
  /** The parts of the URL that belong to it. */
  parts: readonly (keyof LoginsQuery)[]
}

/** All that logins can be filtered by, in the order in which it is offered. */
export const FILTER_FIELDS: Field[] = [
  { name: 'time', label: 'Time', icon: Clock, parts: ['range', 'from', 'to'] },
  { name: 'type', label: 'Device type', icon: Shapes, parts: ['type'] },
  { name: 'locale', label: 'Locale', icon: MapPin, parts: ['locale'] },
  {
    name: 'version',
    label: 'Version',
    icon: Tag,
    parts: ['version', 'version-from', 'version-to'],
  },
  { name: 'user', label: 'User', icon: User, parts: ['user'] },
  { name: 'device', label: 'Device', icon: Smartphone, parts: ['device'] },
  { name: 'ip', label: 'IP', icon: Globe, parts: ['ip'] },
  { name: 'run', label: 'Run', icon: Play, parts: ['run'] },
]

/** A field as it stands within a sentence: `device type`, but `IP`. */
export function nameOf({ label }: Field): string {
  return label === label.toUpperCase() ? label : label.toLowerCase()
}

/** Whether a query is narrowed by a field. */
export function isOn(field: Field, query: LoginsQuery): boolean {
  return field.parts.some((part) => {
    const value = query[part]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
}

/** What takes a field off a query. */
export function without(field: Field): Partial<LoginsQuery> {
  return Object.fromEntries(field.parts.map((part) => [part, undefined]))
}

export const RANGE_NAMES: Record<NonNullable<LoginsQuery['range']>, string> = {
  '15m': 'last 15 minutes',
  '1h': 'last hour',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  '90d': 'last 90 days',
}
