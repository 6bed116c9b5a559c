import { inSentence } from '@/lib/model/login-field'
import { type LoginFieldKey, loginField, TABLE_FIELDS } from '@/lib/model/login-field-list'
import type { LoginSort } from '@/lib/model/query/login-cursor'

/** Columns that no field of a login fills: what the rollups know of a row. They are hidden at first. */
export const EXTRA_COLUMNS = {
  device_users: { heading: 'Users on device', width: 120 },
} as const
type ExtraColumnId = keyof typeof EXTRA_COLUMNS

export type ColumnId = LoginFieldKey | ExtraColumnId

export const EXTRA_COLUMN_IDS = Object.keys(EXTRA_COLUMNS) as ExtraColumnId[]

/** Every column of the logins, in the order they first come in. */
export const LOGIN_COLUMN_IDS: readonly ColumnId[] = [
  ...TABLE_FIELDS.map(({ key }) => key),
  ...EXTRA_COLUMN_IDS,
]

/** Shown only when asked for: the inspector has them. */
export const HIDDEN_AT_FIRST: string[] = [
  ...TABLE_FIELDS.filter(({ table }) => table?.isHiddenAtFirst).map(({ key }) => key),
  ...EXTRA_COLUMN_IDS,
]

export function isExtraColumn(id: string): id is ExtraColumnId {
  return Object.hasOwn(EXTRA_COLUMNS, id)
}

/** The heading of a column. */
export function headingOf(id: ColumnId): string {
  if (isExtraColumn(id)) return EXTRA_COLUMNS[id].heading
  const { heading, label } = loginField(id)
  return heading ?? label
}

/** How an order of the logins is spoken of: `by version, newest first`. */
export function orderWords(sort: LoginSort, order: 'asc' | 'desc'): string {
  const { label, sort: words } = loginField(sort)
  return [`by ${inSentence(label)}`, words?.[order]].filter((part) => part).join(', ')
}

/** A column by its id, or by what settings called it before: the property of a row, or the alias of its order. */
export function columnIdOf(name: string): ColumnId | undefined {
  if (isExtraColumn(name)) return name
  return TABLE_FIELDS.find(
    ({ key, property, sort }) => key === name || property === name || sort?.aliases.includes(name),
  )?.key
}
