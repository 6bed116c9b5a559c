import { z } from 'zod'
import { answer } from '@/app/api/answer'
import type { CurrentUser } from '@/lib/auth/current-user'
import { findAnything } from '@/lib/db/find/find-anything'
import { isFindable } from '@/lib/model/find'
import { can } from '@/lib/model/permissions'
import { mayNameOriginal } from '@/lib/model/text/may-name-original'
import { withTimeout } from '@/lib/with-timeout'

/** Somebody is typing: what comes later is of no use to them. */
const TIMEOUT_MS = 3_000

const querySchema = z.object({
  typed: z
    .string()
    .trim()
    .refine(isFindable)
    .refine((typed) => !mayNameOriginal(typed)),
})

/** What is stored that a typed text names. A POST, so that what was typed stays out of addresses and logs. */
export function POST(request: Request): Promise<Response> {
  const find = async (user: CurrentUser) => {
    const parsed = querySchema.safeParse(await request.json().catch(() => null))
    if (!parsed.success) return new Response('Not a question.', { status: 400 })
    const asking = { id: user.id, readsLog: can(user, 'read-log') }
    const found = await withTimeout(TIMEOUT_MS, findAnything(parsed.data.typed, asking))
    return Response.json({ found })
  }
  return answer('find', find, { prolong: false })
}
