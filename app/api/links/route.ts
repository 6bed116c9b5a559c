import { answer } from '@/app/api/answer'
import { layOut } from '@/components/link-graph/lay-out'
import { findLinkPath } from '@/lib/db/links/find-link-path'
import type { LinkPlace } from '@/lib/db/links/list-links'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { currentToken } from '@/lib/db/vault/token-alias'
import { findOriginal } from '@/lib/find-original'
import { parseLinkKey } from '@/lib/model/shared/link-graph'
import { parseLinkQuery } from '@/lib/model/shared/link-view'

/** The links around a user, device or IP, what of them is expanded, and the path to another. */
export function GET(request: Request): Promise<Response> {
  return answer('links', async () => {
    const asked = parseLinkQuery(new URL(request.url).searchParams)
    const [centre, to] = await Promise.all([placeOf(asked.centre), placeOf(asked.to)])
    if (centre === null) return new Response('Not a question.', { status: 400 })
    const expanded = await Promise.all(asked.expanded.map(placeOf))
    // A path to what cannot be looked for leads nowhere: it says nothing of what is stored.
    const unknown = { path: { kind: 'unknown' } as const, places: [] }
    const none = { path: null, places: [] }
    const found = to !== null ? await findLinkPath(centre, to) : asked.to === null ? none : unknown
    const graph = await readLinkGraph(centre.kind, centre.value, {
      expanded: expanded.flatMap((place) => place ?? []),
      path: found.places,
    })
    return Response.json({ graph, laidOut: layOut(graph), path: found.path })
  })
}

/** What a key stands for, by the token that logins have now; null for an original. */
async function placeOf(key: string | null): Promise<LinkPlace | null> {
  const place = key === null ? null : parseLinkKey(key)
  if (place === null || place.kind === 'user') return place
  if (findOriginal(place.value) !== null) return null
  return { ...place, value: await currentToken(place.value) }
}
