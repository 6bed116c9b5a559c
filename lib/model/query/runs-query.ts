import { z } from 'zod'
import { RUN_STATES } from '@/lib/model/ledger'
import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'

const day = z.iso
  .date('is not a day')
  .refine((text) => text >= '1970' && text < '2200', 'is not a day')

const person = z
  .string()
  .min(1, 'is empty')
  .max(320, 'is longer than an address')
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'is not plain text')

/** The URL of the list of runs, which is ordered by number. A day is one of the zone that times are shown in. */
export const runsQuery = defineQuery({
  state: { schema: z.enum(RUN_STATES), label: 'the state' },
  day: { schema: day, label: 'the day' },
  by: { schema: person, label: 'who started it' },
  at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
})

export type RunsQuery = QueryValues<typeof runsQuery>

/** The same list narrowed otherwise, from its first page on. */
export function runsHref(query: RunsQuery, change: RunsQuery = {}): string {
  return runsQuery.href('/runs', { ...query, at: undefined, ...change })
}

/** Whether fewer than all runs are asked for. */
export function isRunsFiltered(query: RunsQuery): boolean {
  return runsQuery.write({ ...query, at: undefined }) !== ''
}
