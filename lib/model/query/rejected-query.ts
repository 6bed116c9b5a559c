import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { runNumberSchema } from '@/lib/model/query/run-number'
import { textLike } from '@/lib/model/query/text-schema'

/** The URL of the rejected messages, which are ordered by time and number. */
export const rejectedQuery = defineQuery({
  run: { schema: runNumberSchema, label: 'the run' },
  at: {
    schema: cursorSchema([{ type: 'time' }, { type: 'bigint' }]),
    label: 'the place in the list',
  },
  /** The message in the inspector: `<ms>.<id>`. */
  row: {
    schema: textLike(/^-?\d{1,14}\.\d{1,18}$/, 'is not a message'),
    label: 'the message to inspect',
  },
})

export type RejectedQuery = QueryValues<typeof rejectedQuery>
