import { findRejectedPlaces } from '@/lib/db/rejected/find-rejected-places'
import { findActionOfRow, listRecordedActions } from '@/lib/db/reveal-log/list-recorded-actions'
import { listRevealPeople } from '@/lib/db/reveal-log/list-reveal-people'
import type { RecordedActionFilter } from '@/lib/db/reveal-log/recorded-action-conditions'
import { writeCursor } from '@/lib/model/query/cursor'
import { DAY_MS } from '@/lib/model/time/units'
import { LOADED_UNTIL } from '@/test/bench/load-logins'
import type { PageQuery } from '@/test/bench/page-query'

const PAGE = 50

const daysAgo = (days: number) => new Date(LOADED_UNTIL.getTime() - days * DAY_MS)

const FILTERS: [string, RecordedActionFilter][] = [
  ['no filter', {}],
  ['person', { userName: 'admin-1@example.com' }],
  ['kind', { action: 'export' }],
  ['never: kind', { action: 'erase' }],
  ['never: outcome', { outcome: 'locked' }],
  ['ticket of the oldest', { ticket: 'rare' }],
  ['text of no reason', { text: 'nothing of this kind' }],
  ['token of the oldest', { token: `ip1_ada45f_${'1'.padStart(32, '0')}` }],
  ['the first day', { until: daysAgo(89) }],
]

/** Every query of the audit log but those that follow its chain. */
export function auditQueries(): PageQuery[] {
  const deep = writeCursor({ towards: 'next', place: [BigInt(daysAgo(80).getTime()), 0n] })
  return [
    ...FILTERS.map(([name, filter]) => ({
      name: `audit: ${name}`,
      run: () => listRecordedActions({ ...filter, limit: PAGE }),
    })),
    { name: 'audit: deep page', run: () => listRecordedActions({ cursor: deep, limit: PAGE }) },
    { name: 'audit: action of a row', run: () => findActionOfRow('20000') },
    { name: 'audit: people', run: () => listRevealPeople() },
    { name: 'audit: places of messages', run: () => findRejectedPlaces(['1', '200', '30000']) },
  ]
}
