import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { listRejectedRecords } from '@/lib/db/rejected/list-rejected-records'
import { REJECTED_RECORD } from '@/lib/exports/records/rejected-record'
import { rejectedQuery } from '@/lib/model/query/rejected-query'

/** The rejected messages, and why: nothing that they said. */
export const REJECTED = defineCollection({
  name: 'rejected',
  summary: 'Rejected messages and why, newest first; never their bodies',
  page: '/rejected',
  query: rejectedQuery,
  filters: ['run'],
  fields: REJECTED_RECORD,
  stepRows: 1_000,
  fixTimes: (query) => query,
  read:
    ({ run }) =>
    ({ cursor, limit }) =>
      listRejectedRecords({ runId: run, cursor, limit }),
})
