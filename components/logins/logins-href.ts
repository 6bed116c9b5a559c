import { ALL_LOGINS } from '@/lib/model/query/all-logins'
import {
  type LinkedQuery,
  type LoginsQuery,
  writeLoginsQuery,
} from '@/lib/model/query/logins-query'

/**
 * The URL of the logins so searched for. One that asks for nothing says so, since a bare `/logins`
 * opens one's default view.
 */
export function loginsHref(query: LinkedQuery): string {
  return `/logins?${writeLoginsQuery(query) || ALL_LOGINS}`
}

/** The same list narrowed otherwise, from its first page on. */
export function narrowed(query: LoginsQuery, change: LinkedQuery): string {
  return loginsHref({ ...query, ...change, at: undefined, row: undefined })
}
