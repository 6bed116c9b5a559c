import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { runsFilter } from '@/app/filters/runs-filter'
import { listRuns } from '@/lib/db/runs/list-runs'
import { RUN_RECORD } from '@/lib/exports/records/run-record'
import { boundsOf, choiceOf, TIME_PARTS } from '@/lib/model/query/parts/time-parts'
import { runsQuery } from '@/lib/model/query/runs-query'

/** The runs with their ledgers. */
export const RUNS = defineCollection({
  name: 'runs',
  summary: 'Runs with their ledgers, newest first',
  page: '/runs',
  query: runsQuery,
  filters: ['state', ...Object.keys(TIME_PARTS), 'by'],
  fields: RUN_RECORD,
  // Each adds its batches up.
  stepRows: 100,
  fixTimes: (query, at) => ({ ...query, ...choiceOf(boundsOf(query, at)) }),
  read: (query, at) => {
    const filter = runsFilter(query, at)
    return ({ cursor, limit }) => listRuns({ filter, cursor, limit })
  },
})
