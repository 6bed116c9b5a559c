import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { countLogins, type LoginCount } from '@/lib/db/count-logins'
import { currentFilter } from '@/lib/db/token-alias'
import { filterOf, type LoginFilter, parseLoginsQuery } from '@/lib/logins-query'

const whole = z.coerce.number().int().min(0).max(8_640_000_000_000_000)
const asked = z.object({
  now: whole,
  before: whole.nullish(),
  newest: whole.nullish(),
})

/**
 * How many logins match a filter beyond those that did when its page was read (`before`); where
 * that was not counted to the end, how many are newer than the `newest` of then.
 */
export function GET(request: Request): Promise<Response> {
  return answer('newer-logins', async () => {
    const { searchParams } = new URL(request.url)
    const parsed = asked.safeParse(Object.fromEntries(searchParams))
    if (!parsed.success) return new Response('Not a question.', { status: 400 })
    const { now, before, newest } = parsed.data
    const filter = await currentFilter(filterOf(parseLoginsQuery(searchParams).query, now))
    return Response.json(await countNew(filter, before ?? null, newest ?? null))
  })
}

async function countNew(
  filter: LoginFilter,
  before: number | null,
  newestMs: number | null,
): Promise<LoginCount> {
  if (before !== null) {
    const { count, isExact } = await countLogins(filter)
    return { count: Math.max(0, count - before), isExact }
  }
  return countLogins({ ...filter, fromMs: Math.max(filter.fromMs ?? 0, (newestMs ?? 0) + 1) })
}
