import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import {
  anyText,
  day,
  oneOf,
  type PartSchema,
  plainText,
  type TextSchema,
  textLike,
} from '@/lib/model/query/parts/text-schema'
import { TIME_PARTS, timeContradictions } from '@/lib/model/query/parts/time-parts'
import { TICKET_MAX_LENGTH } from '@/lib/model/reveal/reveal'
import { REVEAL_ACTIONS, REVEAL_OUTCOMES } from '@/lib/model/reveal/reveal-log'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { DAY_MS } from '@/lib/model/time/units'
import { isToken } from '@/lib/model/token'

const DAY = day('is not a day')
/** The longest text that reasons are searched for. */
export const MAX_TEXT_LENGTH = 200
const person = plainText(320, 'is longer than an address')

/** The URL of the audit log, which is ordered by time. */
export const auditQuery = defineQuery(
  {
    person: { schema: person, label: 'the person' },
    kind: { schema: oneOf(REVEAL_ACTIONS), label: 'the kind' },
    outcome: { schema: oneOf(REVEAL_OUTCOMES), label: 'the outcome' },
    /** What the ticket holds, and what the reason does: neither may be an original. */
    ticket: { schema: noOriginal(plainText(TICKET_MAX_LENGTH)), label: 'the ticket' },
    text: { schema: noOriginal(plainText(MAX_TEXT_LENGTH)), label: 'the text of the reason' },
    token: { schema: anyText().check(isToken, 'is not a token'), label: 'the token' },
    range: TIME_PARTS.range,
    // Links had days in UTC before, both included.
    from: { ...TIME_PARTS.from, schema: dayOr(TIME_PARTS.from.schema, 0) },
    to: { ...TIME_PARTS.to, schema: dayOr(TIME_PARTS.to.schema, DAY_MS) },
    at: {
      schema: cursorSchema([{ type: 'time' }, { type: 'bigint' }]),
      label: 'the place in the list',
    },
    /** The number of the row in the inspector. */
    row: { schema: textLike(/^[1-9]\d{0,17}$/, 'is not a row'), label: 'the row to inspect' },
  },
  timeContradictions,
)

export type AuditQuery = QueryValues<typeof auditQuery>

/** The same log narrowed otherwise, from its first page on. */
export function auditHref(query: AuditQuery, change: AuditQuery = {}): string {
  return auditQuery.href('/audit', { ...query, at: undefined, row: undefined, ...change })
}

/** Whether less than the whole log is asked for. */
export function isAuditFiltered(query: AuditQuery): boolean {
  return auditQuery.write({ ...query, at: undefined, row: undefined }) !== ''
}

/** Nothing that is typed here by mistake gets into a URL, and from there into a history or a log. */
function noOriginal(text: TextSchema<string>): TextSchema<string> {
  return text.check((value) => !holdsOriginal(value), 'is not looked for: it may be an original')
}

/** A time, or a day of UTC that stands for the time so long after its midnight. */
function dayOr(time: PartSchema<string>, afterMs: number): PartSchema<string> {
  return {
    safeParse(input) {
      const read = DAY.safeParse(input)
      if (!read.success) return time.safeParse(input)
      return time.safeParse(new Date(Date.parse(read.data) + afterMs).toISOString())
    },
  }
}
