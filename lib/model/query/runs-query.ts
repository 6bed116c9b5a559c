import { RUN_STATES } from '@/lib/model/pipeline/ledger'
import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { oneOf, plainText } from '@/lib/model/query/parts/text-schema'
import { TIME_PARTS, timeContradictions } from '@/lib/model/query/parts/time-parts'

/** The URL of the list of runs, which is ordered by number. The time is that of their start. */
export const runsQuery = defineQuery(
  {
    state: { schema: oneOf(RUN_STATES), label: 'the state' },
    ...TIME_PARTS,
    by: { schema: plainText(320, 'is longer than an address'), label: 'who started it' },
    at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
  },
  timeContradictions,
)

export type RunsQuery = QueryValues<typeof runsQuery>

/** The same list narrowed otherwise, from its first page on. */
export function runsHref(query: RunsQuery, change: RunsQuery = {}): string {
  return runsQuery.href('/runs', { ...query, at: undefined, ...change })
}

/** Whether fewer than all runs are asked for. */
export function isRunsFiltered(query: RunsQuery): boolean {
  return runsQuery.write({ ...query, at: undefined }) !== ''
}
