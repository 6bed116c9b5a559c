import { countRejected, countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { groupRejected } from '@/lib/db/rejected/group-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { REJECTED_GROUPINGS, type RejectedFilter } from '@/lib/model/rejected/rejected-groups'
import { DAY_MS } from '@/lib/model/time/units'
import { LOADED_UNTIL } from '@/test/bench/load-logins'
import type { PageQuery } from '@/test/bench/page-query'

const FILTERS: [string, RejectedFilter][] = [
  ['no filter', {}],
  ['common reason', { reason: 'ip:missing' }],
  ['reason of the oldest', { reason: 'not-json' }],
  ['field, open', { field: 'device_id', state: 'kept' }],
  ['run', { runId: 2 }],
  ['60 days', { fromMs: LOADED_UNTIL.getTime() - 60 * DAY_MS }],
  ['never: in doubt', { state: 'returning' }],
]

/** Every query of the page of rejected messages. */
export function rejectedQueries(): PageQuery[] {
  return [
    ...FILTERS.flatMap(([name, filter]): PageQuery[] => [
      { name: `rejected: ${name}`, run: () => listRejected({ ...filter, limit: 50 }) },
      { name: `rejected, count: ${name}`, run: () => countRejected(filter) },
      { name: `rejected, reasons: ${name}`, run: () => groupRejected('reason', filter, 'UTC') },
    ]),
    ...REJECTED_GROUPINGS.map((by) => ({
      name: `rejected by ${by}`,
      run: () => groupRejected(by, {}, 'Europe/Berlin'),
    })),
    { name: 'rejected: open ones, for the sidebar', run: () => countRejectedKept() },
  ]
}
