import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { oneOf, textLike } from '@/lib/model/query/parts/text-schema'
import { TIME_PARTS, timeContradictions } from '@/lib/model/query/parts/time-parts'
import { ROW_PLACE } from '@/lib/model/query/row-place'
import { runNumberSchema } from '@/lib/model/query/run-number'
import { REJECTED_GROUPINGS } from '@/lib/model/rejected/rejected-groups'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'

/** The shape of a reason as it is stored; which reasons there are, pages need not load. */
const REASON_PATTERN = /^(?:[a-z_]{1,32}:)?[a-z][a-z0-9-]{1,40}$/
const FIELD_PATTERN = /^[a-z_]{1,32}$/

/** The URL of the rejected messages, which are ordered by time and number. The time is that of the rejection. */
export const rejectedQuery = defineQuery(
  {
    /** What they are counted by; where it is absent, they are listed. */
    by: { schema: oneOf(REJECTED_GROUPINGS), label: 'what is counted by' },
    reason: { schema: textLike(REASON_PATTERN, 'is not a reason'), label: 'the reason' },
    field: { schema: textLike(FIELD_PATTERN, 'is not a field'), label: 'the field' },
    state: { schema: oneOf(REJECTED_STATES), label: 'the state' },
    run: { schema: runNumberSchema, label: 'the run' },
    /** The row of the reveal log that asked for their being returned or discarded. */
    request: { schema: textLike(/^[1-9]\d{0,17}$/, 'is not a request'), label: 'the request' },
    ...TIME_PARTS,
    at: {
      schema: cursorSchema([{ type: 'time' }, { type: 'bigint' }]),
      label: 'the place in the list',
    },
    /** The message in the inspector: `<ms>.<id>`. */
    row: {
      schema: textLike(ROW_PLACE, 'is not a message'),
      label: 'the message to inspect',
    },
  },
  timeContradictions,
)

export type RejectedQuery = QueryValues<typeof rejectedQuery>

/** The same messages narrowed or counted otherwise, from their first page on. */
export function rejectedHref(query: RejectedQuery, change: RejectedQuery = {}): string {
  return rejectedQuery.href('/rejected', { ...query, at: undefined, row: undefined, ...change })
}

/** Whether fewer than all of them are asked for. */
export function isRejectedFiltered(query: RejectedQuery): boolean {
  return rejectedQuery.write({ ...query, by: undefined, at: undefined, row: undefined }) !== ''
}
