import { z } from 'zod'
import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { TIME_PARTS, timeContradictions } from '@/lib/model/query/time-parts'
import { REVEAL_ACTIONS, REVEAL_OUTCOMES } from '@/lib/model/reveal/reveal-log'
import { DAY_MS } from '@/lib/model/time/wall-clock'
import { isToken } from '@/lib/model/token'

/** Links had days in UTC before, both included. */
const startOrDay = dayOr(TIME_PARTS.from.schema, 0)
const endOrDay = dayOr(TIME_PARTS.to.schema, DAY_MS)

const person = z
  .string()
  .min(1, 'is empty')
  .max(320, 'is longer than an address')
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'is not plain text')

/** The URL of the audit log, which is ordered by number. */
export const auditQuery = defineQuery(
  {
    person: { schema: person, label: 'the person' },
    kind: { schema: z.enum(REVEAL_ACTIONS), label: 'the kind' },
    outcome: { schema: z.enum(REVEAL_OUTCOMES), label: 'the outcome' },
    token: { schema: z.string().refine(isToken, 'is not a token'), label: 'the token' },
    range: TIME_PARTS.range,
    from: { schema: startOrDay, label: 'the start of the time' },
    to: { schema: endOrDay, label: 'the end of the time' },
    at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
    /** The number of the row in the inspector. */
    row: {
      schema: z.string().regex(/^[1-9]\d{0,17}$/, 'is not a row'),
      label: 'the row to inspect',
    },
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

/** A time, or a day of UTC that stands for the time so long after its midnight. */
function dayOr(time: z.ZodType<string>, afterMs: number) {
  return z.preprocess((text) => {
    if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return text
    const midnight = Date.parse(text)
    return Number.isNaN(midnight) ? text : new Date(midnight + afterMs).toISOString()
  }, time)
}
