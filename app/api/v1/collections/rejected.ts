import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { rejectedFilter } from '@/app/filters/rejected-filter'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { REJECTED_RECORD } from '@/lib/exports/records/rejected-record'
import { boundsOf, choiceOf, TIME_PARTS } from '@/lib/model/query/parts/time-parts'
import { rejectedQuery } from '@/lib/model/query/rejected-query'

/** The rejected messages, and why: nothing that they said. */
export const REJECTED = defineCollection({
  name: 'rejected',
  summary: 'Rejected messages and why, newest first; never their bodies',
  page: '/rejected',
  query: rejectedQuery,
  filters: ['reason', 'field', 'state', 'run', 'request', ...Object.keys(TIME_PARTS)],
  fields: REJECTED_RECORD,
  stepRows: 500,
  fixTimes: (query, at) => ({ ...query, ...choiceOf(boundsOf(query, at)) }),
  read: (query, at) => {
    const filter = rejectedFilter(query, at)
    return ({ cursor, limit }) => listRejected({ ...filter, cursor, limit })
  },
})
