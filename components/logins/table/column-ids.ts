import { inSentence } from '@/lib/model/login-field'
import { type LoginFieldKey, loginField, TABLE_FIELDS } from '@/lib/model/login-field-list'
import type { LoginSort } from '@/lib/model/query/login-cursor'

/** Every column of the logins, in the order they first come in. */
export const LOGIN_COLUMN_IDS: readonly LoginFieldKey[] = TABLE_FIELDS.map(({ key }) => key)

/** Shown only when asked for: the inspector has them. */
export const HIDDEN_AT_FIRST: string[] = TABLE_FIELDS.filter(
  ({ table }) => table?.isHiddenAtFirst,
).map(({ key }) => key)

/** The heading of a column. */
export function headingOf(id: LoginFieldKey): string {
  const { heading, label } = loginField(id)
  return heading ?? label
}

/** How an order of the logins is spoken of: `by version, newest first`. */
export function orderWords(sort: LoginSort, order: 'asc' | 'desc'): string {
  const { label, sort: words } = loginField(sort)
  return [`by ${inSentence(label)}`, words?.[order]].filter((part) => part).join(', ')
}

/** A column by its id, or by what settings called it before: the property of a row, or the alias of its order. */
export function columnIdOf(name: string): LoginFieldKey | undefined {
  return TABLE_FIELDS.find(
    ({ key, property, sort }) => key === name || property === name || sort?.aliases.includes(name),
  )?.key
}
