import { formatCount, formatNumber } from '@/lib/format/format'
import { type RejectedQuery, rejectedHref } from '@/lib/model/query/rejected-query'
import { decodeReason, describeReason } from '@/lib/model/reject-reasons'
import {
  type RejectedGroup,
  type RejectedGrouping,
  type RejectedGroups,
  WHOLE_MESSAGE,
} from '@/lib/model/rejected/rejected-groups'

/** What a group is a group of, as the head of its column says it. */
export const GROUPING_WORDS: Record<RejectedGrouping, { head: string; one: string; many: string }> =
  {
    reason: { head: 'Reason', one: 'reason', many: 'reasons' },
    field: { head: 'Field', one: 'field', many: 'fields' },
    day: { head: 'Day', one: 'day', many: 'days' },
    run: { head: 'Run', one: 'run', many: 'runs' },
  }

/** A field, or what stands for the message as a whole. */
export function fieldWord(field: string): string {
  return field === WHOLE_MESSAGE ? 'the whole message' : field
}

/** What the messages of a group have in common. */
export function groupName(by: RejectedGrouping, key: string, timeZone: string): string {
  if (by === 'reason') return describeReason(decodeReason(key)).replace(/\.$/, '')
  if (by === 'field') return fieldWord(key)
  if (by === 'run') return `run ${key}`
  return key === BEFORE ? 'Earlier' : dayName(Number(key), timeZone)
}

/** The key of the days before the first that is told apart. */
const BEFORE = '0'

/** `Thu, Nov 26, 2026`. */
export function dayName(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }).format(ms)
}

/** The messages of a group, listed. */
export function groupHref(query: RejectedQuery, groups: RejectedGroups, key: string): string {
  const { by } = groups
  if (by === 'reason') return rejectedHref(query, { by: undefined, reason: key })
  if (by === 'field') return rejectedHref(query, { by: undefined, field: key })
  if (by === 'run') return rejectedHref(query, { by: undefined, run: Number(key) })
  return rejectedHref(query, { by: undefined, range: undefined, ...spanOf(query, groups, key) })
}

/** A day, within the time that the page is narrowed to. */
function spanOf(query: RejectedQuery, groups: RejectedGroups, key: string) {
  const { dayStarts, daysEndMs } = groups
  const at = dayStarts.indexOf(Number(key))
  const fromMs = at < 0 ? undefined : dayStarts[at]
  const toMs = dayStarts[at + 1] ?? daysEndMs
  const [from, to] = [fromMs, toMs].map((ms) =>
    ms === undefined ? undefined : new Date(ms).toISOString(),
  )
  return {
    from: [from, query.from]
      .flatMap((text) => text ?? [])
      .toSorted()
      .at(-1),
    to: [to, query.to].flatMap((text) => text ?? []).toSorted()[0],
  }
}

/** The trend in a sentence, for those who do not see its bars. */
export function trendWords({ days }: RejectedGroup, dayStarts: number[], timeZone: string): string {
  const most = Math.max(0, ...days)
  if (most === 0) return `None in the last ${formatCount(days.length, 'day')}`
  const at = dayStarts[days.indexOf(most)] ?? 0
  const last = days.at(-1) ?? 0
  return `Over ${formatCount(days.length, 'day')}: most on ${dayName(at, timeZone)}, ${formatNumber(most)}; ${formatNumber(last)} on the last day`
}
