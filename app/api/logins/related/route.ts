import { answer } from '@/app/api/answer'
import { findLogin } from '@/lib/db/logins/find-login'
import { untilFound } from '@/lib/db/replica/read-source'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'

/** One login, and how many others share its device, its IP and its user. */
export function GET(request: Request): Promise<Response> {
  return answer('related-logins', async () => {
    const { row } = parseLoginsQuery(new URL(request.url).searchParams).query
    if (row === undefined) return new Response('Not a login.', { status: 400 })
    const [ms, id] = row.split('.') as [string, string]
    return Response.json(await untilFound(() => findLogin({ ms: Number(ms), id })))
  })
}
