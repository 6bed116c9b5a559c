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

/**
 * Where to read a list again from its beginning; null where that is the page shown. A link to a row would have the
 * server open the page of that row.
 */
export function beginningOf(query: LoginsQuery): string | null {
  const isShown = query.at === undefined && query.row === undefined
  return isShown ? null : narrowed(query, {})
}

/** The same list narrowed otherwise, from its first page on. */
export function narrowed(query: LoginsQuery, change: LinkedQuery): string {
  return loginsHref({ ...query, ...change, at: undefined, row: undefined })
}
