import { z } from 'zod'
import { cursorParam } from '@/app/(console)/search-params'
import type { RevealLogFilter } from '@/lib/db/reveal-log/list-reveal-log'
import { REVEAL_ACTIONS, REVEAL_OUTCOMES } from '@/lib/model/reveal-log'
import { isToken } from '@/lib/model/token'

const day = z.iso.date().refine((text) => text >= '1970' && text < '2200')

/** The URL of the audit log: every part optional. Days are UTC, both ends included. */
export const auditSearch = z.object({
  person: z
    .string()
    .min(1)
    .max(320)
    .refine((text) => !text.includes('\0') && text.isWellFormed())
    .optional(),
  kind: z.enum(REVEAL_ACTIONS).optional(),
  outcome: z.enum(REVEAL_OUTCOMES).optional(),
  token: z.string().refine(isToken).optional(),
  from: day.optional(),
  to: day.optional(),
  at: cursorParam.optional(),
})

const DAY_MS = 24 * 60 * 60_000

/** What the database is asked for. */
export function auditFilter(search: z.output<typeof auditSearch>): RevealLogFilter {
  const { person, kind, outcome, token, from, to } = search
  return {
    userName: person,
    action: kind,
    outcome,
    token,
    from: from === undefined ? undefined : new Date(from),
    until: to === undefined ? undefined : new Date(Date.parse(to) + DAY_MS),
  }
}
