import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { LOGIN_RECORD } from '@/lib/exports/records/login-record'
import { FILTER_PARTS } from '@/lib/model/query/filter-parts'
import { filterOf, loginsQuery } from '@/lib/model/query/logins-query'
import { boundsOf, choiceOf, TIME_PARTS } from '@/lib/model/query/time-parts'

/** More than a page of the console looks at: a program waits longer, and asks less often. */
const MAX_SEARCHED = 20_000

/** The masked logins. */
export const LOGINS = defineCollection({
  name: 'logins',
  summary: 'Masked logins, newest first unless told otherwise',
  page: '/logins',
  query: loginsQuery,
  filters: [...Object.keys(TIME_PARTS), ...Object.keys(FILTER_PARTS), 'sort', 'order'],
  fields: LOGIN_RECORD,
  stepRows: 1_000,
  fixTimes: (query, at) => ({ ...query, ...choiceOf(boundsOf(query, at)) }),
  read: (query, { nowMs, timeZone }) => {
    const { sort, order } = query
    return async ({ cursor, limit }) => {
      const filter = await currentFilter(filterOf(query, nowMs, timeZone))
      return searchLogins({ filter, sort, order, cursor, limit, maxSearched: MAX_SEARCHED })
    }
  },
})
