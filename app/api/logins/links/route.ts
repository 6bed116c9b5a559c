import { answer } from '@/app/api/answer'
import { listNeighbours } from '@/lib/db/shared/list-neighbours'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { isSharedKind } from '@/lib/model/shared/shared-values'

/** Some of those who share a login's device or IP, and what these were met with. */
export function GET(request: Request): Promise<Response> {
  return answer('login-links', async () => {
    const { searchParams } = new URL(request.url)
    const { row } = parseLoginsQuery(searchParams).query
    const kind = searchParams.get('of') ?? ''
    if (row === undefined || !isSharedKind(kind))
      return new Response('Not a question.', { status: 400 })
    const [ms, id] = row.split('.') as [string, string]
    return Response.json({ found: await listNeighbours(kind, { ms: Number(ms), id }) })
  })
}
