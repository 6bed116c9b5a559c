import { loginsHref } from '@/components/logins/logins-href'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { LinkNode } from '@/lib/model/link-graph'
import { shortToken } from '@/lib/model/token'

export const KIND_NAMES = { user: 'user', device: 'device', ip: 'IP' } as const

/** Where a node leads: a device or an IP to its page, a user to their logins; null from an original. */
export function nodeHref({ kind, value }: Pick<LinkNode, 'kind' | 'value'>): string | null {
  if (kind === 'user') return loginsHref({ user_id: value })
  if (value === HIDDEN_ORIGINAL) return null
  return `${kind === 'device' ? '/devices' : '/ips'}/${encodeURIComponent(value)}`
}

/** What a node is called where there is little room. */
export function shortName({ kind, value }: Pick<LinkNode, 'kind' | 'value'>): string {
  if (kind === 'user') return value.slice(0, 8)
  return value === HIDDEN_ORIGINAL ? 'hidden' : shortToken(value)
}
