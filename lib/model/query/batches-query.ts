import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery } from '@/lib/model/query/define-query'

/** The URL of one run's batches, which are ordered by number. */
export const batchesQuery = defineQuery({
  at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
})
