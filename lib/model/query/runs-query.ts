import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery } from '@/lib/model/query/define-query'

/** The URL of the list of runs, and of one run's batches. Both are ordered by number. */
export const runsQuery = defineQuery({
  at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
})
