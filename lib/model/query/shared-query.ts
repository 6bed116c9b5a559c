import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { instant, oneOf, textLike } from '@/lib/model/query/text-schema'
import { REVIEW_MARKS } from '@/lib/model/reviews'

/** Fewer users share nothing. */
export const MIN_USERS = 2

/** The key of the list is what is sorted by, and the token: a time, or a count. */
const byTime = cursorSchema([{ type: 'time' }, { type: 'text' }])
const byCount = cursorSchema([{ type: 'bigint' }, { type: 'text' }])

/** The URL of the lists of shared devices and IPs. */
export const sharedQuery = defineQuery(
  {
    users: {
      schema: textLike(/^\d{1,6}$/, 'is not a number of users')
        .to(Number)
        .check((users) => users >= MIN_USERS, `is below ${MIN_USERS}`),
      label: 'the number of users',
      default: MIN_USERS,
    },
    /** Days; absent for all time. */
    active: {
      schema: textLike(/^[1-9]\d{0,3}$/, 'is not a number of days').to(Number),
      label: 'the time',
    },
    /** When it was last seen at the earliest; links that are copied have it in the place of `active`. */
    since: { schema: instant('is not a time'), label: 'the start of the time' },
    mark: { schema: oneOf([...REVIEW_MARKS, 'none']), label: 'the review' },
    sort: {
      schema: oneOf(['users', 'logins', 'others', 'lastSeen']),
      label: 'what is sorted by',
      default: 'users',
    },
    order: { schema: oneOf(['asc', 'desc']), label: 'the order', default: 'desc' },
    at: { schema: byCount, label: 'the place in the list' },
  },
  ({ sort, at, active, since }) => {
    const fits = at === undefined || sort !== 'lastSeen' || byTime.safeParse(at).success
    const found: { name: 'at' | 'active'; problem: string }[] = []
    if (!fits) found.push({ name: 'at', problem: 'belongs to another order' })
    if (active !== undefined && since !== undefined) {
      found.push({ name: 'active', problem: 'stands beside a time of its own' })
    }
    return found
  },
)

export type SharedQuery = QueryValues<typeof sharedQuery>
