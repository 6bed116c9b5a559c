import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { groupLogins } from '@/lib/db/logins/explore/group-logins'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

const KEYS = FILTER_FIELDS.filter(({ filter }) => filter?.kind !== 'time').map(
  ({ key }) => key as ValueKey,
)
const question = z.object({
  now: z.coerce.number().int().min(0).max(8_640_000_000_000_000),
  by: z.enum(KEYS),
})

/** The logins of a filter by the values of a field; `now` is when the page was read that asks. */
export function GET(request: Request): Promise<Response> {
  return answer('login-groups', async () => {
    const { searchParams } = new URL(request.url)
    const parsed = question.safeParse(Object.fromEntries(searchParams))
    if (!parsed.success) return new Response('Not a question.', { status: 400 })
    const { now, by } = parsed.data
    const asked = filterOf(
      parseLoginsQuery(searchParams).query,
      now,
      requestTimeZone(request.headers),
    )
    return Response.json(await groupLogins(await currentFilter(asked), by))
  })
}
