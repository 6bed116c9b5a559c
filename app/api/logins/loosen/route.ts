import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { loosenFilter } from '@/lib/db/logins/explore/loosen-filter'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { filterOf, parseLoginsQuery } from '@/lib/model/query/logins-query'

const moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000)

/** What each part of a filter that matches nothing keeps out; `now` is when its page was read. */
export function GET(request: Request): Promise<Response> {
  const loosen = async () => {
    const { searchParams } = new URL(request.url)
    const now = moment.safeParse(searchParams.get('now') ?? undefined)
    if (!now.success) return new Response('Not a question.', { status: 400 })
    const { query } = parseLoginsQuery(searchParams)
    const asked = filterOf(query, now.data, requestTimeZone(request.headers))
    return Response.json(await loosenFilter(await currentFilter(asked)))
  }
  return answer('loosen-logins', loosen, { prolong: false })
}
