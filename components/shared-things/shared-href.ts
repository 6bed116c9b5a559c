import { SHARED_WORDS } from '@/components/shared-things/shared-words'
import type { ReviewMark, SharedKind, SharedSort } from '@/lib/model/shared-things'

/** How far back something has to have been seen. */
export const ACTIVE_DAYS = [1, 7, 30, 90] as const

/** All that `/devices` and `/ips` keep in their URL. */
export type SharedSearch = {
  users: number
  /** Days; undefined for all time. */
  active?: number
  mark?: ReviewMark | 'none'
  sort: SharedSort
  order: 'asc' | 'desc'
  at?: string
}

export const FEWEST_USERS = 2

/** The URL of a list of shared devices or IPs; defaults are left out. */
export function sharedHref(kind: SharedKind, search: SharedSearch): string {
  const text = sharedParams(search)
  return text === '' ? SHARED_WORDS[kind].path : `${SHARED_WORDS[kind].path}?${text}`
}

/** The search of such a URL. */
export function sharedParams(search: SharedSearch): string {
  const params = new URLSearchParams()
  if (search.users !== FEWEST_USERS) params.set('users', String(search.users))
  if (search.active !== undefined) params.set('active', String(search.active))
  if (search.mark !== undefined) params.set('mark', search.mark)
  if (search.sort !== 'users') params.set('sort', search.sort)
  if (search.order !== 'desc') params.set('order', search.order)
  if (search.at !== undefined) params.set('at', search.at)
  return params.toString()
}

/** The page of one device or IP. */
export function thingHref(kind: SharedKind, token: string): string {
  return `${SHARED_WORDS[kind].path}/${encodeURIComponent(token)}`
}
