import { answer } from '@/app/api/answer'
import { isForeignRequest } from '@/lib/auth/request-site'
import { findBulk } from '@/lib/reveal/rejected/bulk-progress'

/** How far the returning or discarding of many messages is that one has asked for. */
export function GET(request: Request): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreign())
  const tell = async ({ id: userId }: { id: string }) => {
    const found = findBulk(idOf(request), userId)
    if (found === null) return new Response('There is none such under way here.', { status: 404 })
    const { tried, total, isStopAsked } = found
    return Response.json({ tried, total, isStopAsked })
  }
  return answer('bulk-progress', tell, { prolong: false })
}

/** Ends one's own after the few messages in hand. */
export function DELETE(request: Request): Promise<Response> {
  if (isForeignRequest(request.headers)) return Promise.resolve(foreign())
  return answer('stop-bulk', async ({ id: userId }) => {
    const found = findBulk(idOf(request), userId)
    if (found !== null) found.isStopAsked = true
    return new Response(null, { status: 204 })
  })
}

/** What a link on another site gets. */
function foreign(): Response {
  return new Response('Ask for this on its page in the console.', { status: 403 })
}

function idOf(request: Request): string {
  return new URL(request.url).searchParams.get('bulk') ?? ''
}
