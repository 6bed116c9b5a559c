import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { LOGIN_RECORD } from '@/lib/exports/records/login-record'
import { filterOf, loginsQuery } from '@/lib/model/query/logins-query'
import { FILTER_PARTS } from '@/lib/model/query/parts/filter-parts'
import { boundsOf, choiceOf, TIME_PARTS } from '@/lib/model/query/parts/time-parts'

/** The masked logins. */
export const LOGINS = defineCollection({
  name: 'logins',
  summary: 'Masked logins, newest first by default',
  page: '/logins',
  query: loginsQuery,
  filters: [...Object.keys(TIME_PARTS), ...Object.keys(FILTER_PARTS), 'sort', 'order'],
  fields: LOGIN_RECORD,
  stepRows: 500,
  fixTimes: (query, at) => ({ ...query, ...choiceOf(boundsOf(query, at)) }),
  read: (query, { nowMs, timeZone }) => {
    const { sort, order } = query
    return async ({ cursor, limit }) => {
      const filter = await currentFilter(filterOf(query, nowMs, timeZone))
      return searchLogins({ filter, sort, order, cursor, limit })
    }
  },
})
