import { cursorSchema } from '@/lib/model/query/cursor'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { anyText, day, oneOf, plainText } from '@/lib/model/query/text-schema'
import { REVEAL_ACTIONS, REVEAL_OUTCOMES } from '@/lib/model/reveal/reveal-log'
import { isToken } from '@/lib/model/token'

const person = plainText(320, 'is longer than an address')

/** The URL of the audit log, which is ordered by number. Days are UTC, both ends included. */
export const auditQuery = defineQuery({
  person: { schema: person, label: 'the person' },
  kind: { schema: oneOf(REVEAL_ACTIONS), label: 'the kind' },
  outcome: { schema: oneOf(REVEAL_OUTCOMES), label: 'the outcome' },
  token: { schema: anyText().check(isToken, 'is not a token'), label: 'the token' },
  from: { schema: day('is not a day'), label: 'the first day' },
  to: { schema: day('is not a day'), label: 'the last day' },
  at: { schema: cursorSchema([{ type: 'bigint' }]), label: 'the place in the list' },
})

export type AuditQuery = QueryValues<typeof auditQuery>

/** The same log narrowed otherwise, from its first page on. */
export function auditHref(query: AuditQuery, change: AuditQuery = {}): string {
  return auditQuery.href('/audit', { ...query, at: undefined, ...change })
}

/** Whether less than the whole log is asked for. */
export function isAuditFiltered(query: AuditQuery): boolean {
  return auditQuery.write({ ...query, at: undefined }) !== ''
}
