import { answer } from '@/app/api/answer'
import { endExport, exportsUnderWay } from '@/lib/exports/exports-under-way'

/** How far an export of one's own is. */
export function GET(request: Request): Promise<Response> {
  const tell = async ({ id: userId }: { id: string }) => {
    const found = find(request, userId)
    if (found === null) return new Response('There is no such export here.', { status: 404 })
    const { rows, state, problem } = found.entry
    return Response.json({ rows, state, problem })
  }
  return answer('export-progress', tell, { prolong: false })
}

/** Breaks an export of one's own off. */
export function DELETE(request: Request): Promise<Response> {
  return answer('cancel-export', async ({ id: userId }) => {
    const found = find(request, userId)
    if (found) endExport(found.id, 'cancelled')
    return new Response(null, { status: 204 })
  })
}

function find(request: Request, userId: string) {
  const id = new URL(request.url).searchParams.get('export') ?? ''
  const entry = exportsUnderWay().get(id)
  return entry?.userId === userId ? { id, entry } : null
}
