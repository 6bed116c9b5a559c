import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { conditionsOf, type FilterDimension } from '@/lib/db/logins/login-conditions'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { log } from '@/lib/log'
import { withoutField } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { withTimeout } from '@/lib/with-timeout'

/** What an empty list could be loosened by. */
export type Loosened = {
  /** For each part of the filter, how many logins match without it; null where that took too long. */
  without: { key: FilterDimension; count: LoginCount | null }[]
  /** When the nearest logins were sent that match but for the time, before it and after it; ISO 8601, else null. */
  before: string | null
  after: string | null
}

/** So many counts at once: an empty list must not take the connections of full ones. */
const AT_ONCE = 3
const TIMEOUT_MS = 4_000

/** Tells what each part of a filter that matches nothing keeps out. Only a part of it is waited for. */
export async function loosenFilter(filter: LoginFilter): Promise<Loosened> {
  const keys = [...conditionsOf(filter).keys()]
  const { fromMs, toMs } = filter
  const timeless = withoutField(filter, 'sent_at')
  const nearest = Promise.all([
    fromMs === undefined ? null : orNull(nearestOf({ ...timeless, toMs: fromMs }, 'desc')),
    toMs === undefined ? null : orNull(nearestOf({ ...timeless, fromMs: toMs }, 'asc')),
  ])
  const without: Loosened['without'] = []
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const counts = keys.slice(at, at + AT_ONCE).map(async (key) => {
      return { key, count: await orNull(countLogins(withoutField(filter, key))) }
    })
    without.push(...(await Promise.all(counts)))
  }
  const [before, after] = await nearest
  return { without, before, after }
}

async function nearestOf(filter: LoginFilter, order: 'asc' | 'desc'): Promise<string | null> {
  const { rows } = await searchLogins({ filter, sort: 'sent_at', order, limit: 1 })
  return rows[0]?.sentAt ?? null
}

/** What is asked beside the list is left out where it does not come, rather than the list with it. */
function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return withTimeout(TIMEOUT_MS, reading).catch((error) => {
    log.error('logins.loosen-failed', {}, error)
    return null
  })
}
