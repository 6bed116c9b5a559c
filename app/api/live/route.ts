import { createHash } from 'node:crypto'
import { userOf } from '@/lib/auth/current-user'
import { describeFailure } from '@/lib/errors'
import { subscribe } from '@/lib/live/hub'
import { watchSession } from '@/lib/live/session-watch'
import { takeStreamPlace } from '@/lib/live/stream-places'
import { log } from '@/lib/log'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { can, refusalOf } from '@/lib/model/permissions'

const RETRY_AFTER_SECONDS = 10
/** Events that may wait for a slow browser. */
const MAX_WAITING = 8

/** The live view as server-sent events, for as long as the session lasts. */
export async function GET(request: Request): Promise<Response> {
  const session = sessionOf(request)
  const place = takeStreamPlace(session)
  if (place.kind === 'full') return tooMany()
  const refuse = (response: Response) => {
    place.leave()
    return response
  }
  try {
    const user = await userOf(request.headers, false)
    if (user === null) return refuse(new Response('You are not signed in.', { status: 401 }))
    if (user.mustChangePassword) {
      return refuse(new Response('Change your password first.', { status: 403 }))
    }
    if (!can(user, 'browse')) return refuse(new Response(refusalOf('browse'), { status: 403 }))
    if (!place.ofPerson(user.id)) return refuse(tooMany())
  } catch (error) {
    log.warn('live.session-unknown', {}, error)
    const cause = describeFailure(error).replace(/\.$/, '')
    const text = `The database could not be asked who is signed in: ${cause}.`
    return refuse(new Response(text, { status: 503 }))
  }
  return new Response(liveStream(request, session, place.leave), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** What tells sessions apart, without keeping what would open one. */
function sessionOf(request: Request): string {
  return createHash('sha256')
    .update(request.headers.get('cookie') ?? '')
    .digest('base64')
}

function tooMany(): Response {
  return new Response('Too many live views are open: close some of their tabs.', {
    status: 429,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  })
}

function liveStream(
  { headers, signal }: Request,
  session: string,
  leave: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end = () => {}
  return new ReadableStream({
    start(controller) {
      const onEvent = (event: LiveEvent) => {
        const text = `event: live\nid: ${event.ledgerId}\ndata: ${JSON.stringify(event)}\n\n`
        // A browser that does not keep up gets fewer events: each is whole in itself.
        if ((controller.desiredSize ?? 0) > -MAX_WAITING) controller.enqueue(encoder.encode(text))
      }
      const unsubscribe = subscribe({ onEvent, onClose: () => end() })
      const isOver = async () => (await userOf(headers, false)) === null
      const unwatch = watchSession(session, isOver, () => end())
      end = () => {
        end = () => {}
        unsubscribe()
        unwatch()
        leave()
        // Cancelled streams are closed already, and closing them again throws.
        if (controller.desiredSize !== null && !signal.aborted) controller.close()
      }
      signal.addEventListener('abort', () => end(), { once: true })
      if (signal.aborted) end()
    },
    cancel: () => end(),
  })
}
