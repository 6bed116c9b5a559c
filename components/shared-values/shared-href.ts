import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import { type ValueTab, valueQuery } from '@/lib/model/query/value-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** The URL of a list of shared devices or IPs, narrowed or ordered otherwise, from its first page on. */
export function sharedHref(
  kind: SharedKind,
  query: SharedQuery,
  change: Partial<SharedQuery> = {},
): string {
  return sharedQuery.href(SHARED_WORDS[kind].path, { ...query, at: undefined, ...change })
}

/** The page of one device or IP. */
export function valueHref(kind: SharedKind, token: string): string {
  return `${SHARED_WORDS[kind].path}/${encodeURIComponent(token)}`
}

/** The same, opened from a list: the next one to review is the next of that list. */
export function listedHref(
  kind: SharedKind,
  token: string,
  query: SharedQuery,
  tab: ValueTab = 'links',
): string {
  const parts = [valueQuery.write({ tab }), sharedQuery.write({ ...query, at: undefined })]
  const search = parts.filter((part) => part !== '').join('&')
  return search === '' ? valueHref(kind, token) : `${valueHref(kind, token)}?${search}`
}
