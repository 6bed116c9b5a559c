import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { runNumberSchema } from '@/lib/model/query/run-number'

/** The URL of the rejected messages, which are ordered by time and number. */
export const rejectedQuery = defineQuery({
  run: { schema: runNumberSchema, label: 'the run' },
  at: {
    schema: cursorSchema([{ type: 'time' }, { type: 'bigint' }]),
    label: 'the place in the list',
  },
})

export type RejectedQuery = QueryValues<typeof rejectedQuery>
