import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { LinkNode } from '@/lib/model/shared/link-graph'
import { shortToken } from '@/lib/model/token'
import { userHref } from '@/lib/model/user-path'

export const KIND_NAMES = { user: 'user', device: 'device', ip: 'IP' } as const

/** The page of a node; null where it is an original. */
export function nodeHref({ kind, value }: Pick<LinkNode, 'kind' | 'value'>): string | null {
  if (kind === 'user') return userHref(value)
  if (value === HIDDEN_ORIGINAL) return null
  return `${SHARED_WORDS[kind].path}/${encodeURIComponent(value)}`
}

/** What a node is called where there is little room. */
export function shortName({ kind, value }: Pick<LinkNode, 'kind' | 'value'>): string {
  if (kind === 'user') return value.slice(0, 8)
  return value === HIDDEN_ORIGINAL ? 'hidden' : shortToken(value)
}
