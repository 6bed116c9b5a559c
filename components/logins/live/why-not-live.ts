import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Asked = Pick<LoginsQuery, 'sort' | 'order' | 'at'>

/** Why a list cannot follow what is new, in words; null where it can. */
export function whyNotLive(
  { sort, order, at }: Asked,
  { toMs, nowMs }: { toMs: number | undefined; nowMs: number },
): string | null {
  if (sort !== 'sent_at' || order !== 'desc') {
    return 'the list has to be sorted by time, newest first'
  }
  if (at !== undefined) return 'it begins on the first page'
  if (toMs !== undefined && toMs <= nowMs) return 'the time range has ended'
  return null
}
