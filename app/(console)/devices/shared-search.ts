import { z } from 'zod'
import { FEWEST_USERS, type SharedSearch } from '@/components/shared-things/shared-href'
import { sharedCursorSchema } from '@/lib/db/shared/list-shared'
import type { SharedFilter } from '@/lib/db/shared/shared-conditions'
import { REVIEW_MARKS, type SharedKind } from '@/lib/model/shared-things'

/** The URL of shared devices and IPs: every part optional. */
export const sharedSearch = z.object({
  users: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((users) => users >= FEWEST_USERS)
    .default(FEWEST_USERS),
  active: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .optional(),
  mark: z.enum([...REVIEW_MARKS, 'none']).optional(),
  sort: z.enum(['users', 'logins', 'others', 'lastSeen']).default('users'),
  order: z.enum(['asc', 'desc']).default('desc'),
  at: sharedCursorSchema.optional(),
})

const DAY_MS = 86_400_000

/** What the database is asked for. */
export function sharedFilter(
  kind: SharedKind,
  { users, active, mark }: Pick<SharedSearch, 'users' | 'active' | 'mark'>,
  nowMs: number,
): SharedFilter {
  const activeSinceMs = active === undefined ? undefined : nowMs - active * DAY_MS
  return { kind, minUsers: users, activeSinceMs, mark: kind === 'device' ? mark : undefined }
}
