import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { FilterKey, SetKey, ValueKey } from '@/lib/model/query/parts/filter-parts'

export type FilterValue = string | number | null

/** The values that a filter asks for in a field; undefined where it asks for none in particular. */
export function includedValues(
  filter: LoginFilter,
  key: ValueKey,
): readonly FilterValue[] | undefined {
  const asked = filter[key]
  if (asked === undefined) return undefined
  return Array.isArray(asked) ? asked : [asked as FilterValue]
}

/** The values of a field that a filter leaves out. */
export function excludedValues(filter: LoginFilter, key: ValueKey): readonly FilterValue[] {
  return filter.excluded?.[key] ?? []
}

/** The values of a field that a filter names, to ask for them or to leave them out. */
export function namedValues(filter: LoginFilter, key: SetKey): (string | null)[] {
  return [...(filter[key] ?? []), ...(excludedValues(filter, key) as (string | null)[])]
}

/** A filter without what it says of a field. */
export function withoutField(filter: LoginFilter, key: FilterKey): LoginFilter {
  const { excluded: { [key as ValueKey]: _, ...excluded } = {}, ...rest } = filter
  const without: LoginFilter = { ...rest, [key]: undefined }
  if (Object.keys(excluded).length > 0) without.excluded = excluded
  if (key === 'sent_at') return { ...without, fromMs: undefined, toMs: undefined }
  if (key === 'user_id') return { ...without, user_id_starts: undefined }
  if (key === 'app_version') return { ...without, fromVersion: undefined, toVersion: undefined }
  return without
}
