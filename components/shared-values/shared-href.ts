import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

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
