import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { anyText, instant, oneOf, plainText, textLike } from '@/lib/model/query/parts/text-schema'
import { REVIEW_MARKS } from '@/lib/model/shared/reviews'

/** Fewer users share nothing. */
export const MIN_USERS = 2

/**
 * What a token begins with, as it stands or as it is shown: four of its digits at least. No original
 * looks so.
 */
const TOKEN_START = /^(?:(?:dv|ip)1_(?:[0-9a-f]{6}|erased)_)?[0-9a-f]{4,32}$/

/** What was typed or copied, which may end with the sign for what is left out. */
function tokenStart(text: string): string {
  return text.trim().replace(/…$/, '')
}

/** As assignees: whoever is signed in, and nobody. */
export const ME = 'me'
export const NOBODY = 'nobody'

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
    /** Of the users within that time. */
    recent: {
      schema: textLike(/^[1-9]\d{0,5}$/, 'is not a number of users').to(Number),
      label: 'the number of users within the time',
    },
    /** When it was last seen at the earliest; links that are copied have it in the place of `active`. */
    since: { schema: instant('is not a time'), label: 'the start of the time' },
    /** Days since it was first seen, at most. */
    new: {
      schema: textLike(/^[1-9]\d{0,3}$/, 'is not a number of days').to(Number),
      label: 'the time since it was first seen',
    },
    token: {
      schema: anyText()
        .to(tokenStart)
        .check((text) => TOKEN_START.test(text), 'is not the beginning of a token'),
      label: 'the token',
    },
    /** Whoever is signed in, nobody, or an address. */
    assignee: { schema: plainText(320), label: 'the assignee' },
    mark: { schema: oneOf([...REVIEW_MARKS, 'none']), label: 'the review' },
    sort: {
      schema: oneOf(['users', 'logins', 'others', 'firstSeen', 'lastSeen']),
      label: 'what is sorted by',
      default: 'users',
    },
    order: { schema: oneOf(['asc', 'desc']), label: 'the order', default: 'desc' },
    at: { schema: byCount, label: 'the place in the list' },
  },
  ({ sort, at, active, since, recent }) => {
    const isTime = sort === 'lastSeen' || sort === 'firstSeen'
    const fits = at === undefined || !isTime || byTime.safeParse(at).success
    const found: { name: 'at' | 'active' | 'recent'; problem: string }[] = []
    if (!fits) found.push({ name: 'at', problem: 'belongs to another order' })
    if (active !== undefined && since !== undefined) {
      found.push({ name: 'active', problem: 'stands beside a time of its own' })
    }
    if (recent !== undefined && (active ?? since) === undefined) {
      found.push({ name: 'recent', problem: 'stands without a time' })
    }
    return found
  },
)

export type SharedQuery = QueryValues<typeof sharedQuery>
