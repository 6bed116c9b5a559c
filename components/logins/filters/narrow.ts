import { versionOf } from '@/components/logins/login-value'
import { sortableVersion } from '@/lib/model/app-version'
import type { LoginRow } from '@/lib/model/login'
import type { ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { MAX_VALUES, partNames, type ValueKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

/** What a filter is set to; null is none. */
export type Value = string | number | null

/** The values that a query asks for in a field. */
export function included(query: LoginsQuery, key: ValueKey): readonly Value[] {
  return query[key] ?? []
}

/** The values of a field that a query leaves out. */
export function excluded(query: LoginsQuery, key: ValueKey): readonly Value[] {
  return query[`${key}_not`] ?? []
}

/** Whether two values of a field are one: `6.02` and `6.2.0` are the same version. */
function same(key: ValueKey, one: Value, other: Value): boolean {
  if (one === other || one === null || other === null || key !== 'app_version') return one === other
  return sortableVersion(String(one)) === sortableVersion(String(other))
}

/** Whether a value is among some of a field. */
export function isAmong(values: readonly Value[], key: ValueKey, value: Value): boolean {
  return values.some((one) => same(key, one, value))
}

/** What narrows a query to some values of a field, in place of what it asked of it before. */
export function including(key: ValueKey, values: readonly Value[]): Partial<LoginsQuery> {
  return { ...nothingOf(key), ...(values.length > 0 && { [key]: values.slice(0, MAX_VALUES) }) }
}

/** What narrows a query to all but some values of a field. */
export function leavingOut(key: ValueKey, values: readonly Value[]): Partial<LoginsQuery> {
  const left = values.slice(0, MAX_VALUES)
  return { ...nothingOf(key), ...(left.length > 0 && { [`${key}_not`]: left }) }
}

/** What leaves a value out, too; null where no more can be left out. */
export function excluding(
  query: LoginsQuery,
  key: ValueKey,
  value: Value,
): Partial<LoginsQuery> | null {
  const before = excluded(query, key)
  const isOut = isAmong(before, key, value)
  if (!isOut && before.length >= MAX_VALUES) return null
  const rest = included(query, key).filter((one) => !same(key, one, value))
  return {
    [key]: rest.length > 0 ? rest : undefined,
    [`${key}_not`]: isOut ? before : [...before, value],
  }
}

/** Adds a value to those that are asked for, or takes it off; one that was left out is asked for no more. */
export function toggling(query: LoginsQuery, key: ValueKey, value: Value): Partial<LoginsQuery> {
  const [on, off] = [included(query, key), excluded(query, key)]
  if (isAmong(off, key, value)) {
    const rest = off.filter((one) => !same(key, one, value))
    return { [`${key}_not`]: rest.length > 0 ? rest : undefined }
  }
  if (on.length === 0) return including(key, [value])
  const next = isAmong(on, key, value) ? on.filter((one) => !same(key, one, value)) : [...on, value]
  return { [key]: next.length > 0 ? next.slice(0, MAX_VALUES) : undefined }
}

/** What turns a filter round: what was asked for is left out, and the other way round; null where it cannot be. */
export function turnedRound(query: LoginsQuery, key: ValueKey): Partial<LoginsQuery> | null {
  const [on, off] = [included(query, key), excluded(query, key)]
  const others = partNames(key).filter((name) => name !== key && name !== `${key}_not`)
  if (others.some((name) => query[name as keyof LoginsQuery] !== undefined)) return null
  if (on.length > 0 && off.length > 0) return null
  return on.length > 0 ? leavingOut(key, on) : including(key, off)
}

/** What a field of a login can be filtered by; undefined where it cannot: it is a time, or hidden. */
export function filterValue(login: LoginRow, field: ListedField): Value | undefined {
  const kind = field.filter?.kind
  if (kind === undefined || kind === 'time') return undefined
  const value = login[field.property]
  if (value === HIDDEN_ORIGINAL) return undefined
  if (kind !== 'version' || value === null) return value
  const written = versionOf(login)
  const isThat = written !== null && sortableVersion(written) === value
  return isThat ? written : versionText(Number(value))
}

/** A version by its number, as it may be written: `20300` is `2.3.0`. */
function versionText(version: number): string {
  return [version / 10_000, (version / 100) % 100, version % 100].map(Math.floor).join('.')
}

function nothingOf(key: ValueKey): Partial<LoginsQuery> {
  return Object.fromEntries(partNames(key).map((name) => [name, undefined]))
}
