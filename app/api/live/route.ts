import { userOf } from '@/lib/auth/current-user'
import { describeFailure } from '@/lib/errors'
import { subscribe } from '@/lib/live/hub'
import { log } from '@/lib/log'
import type { LiveEvent } from '@/lib/model/live-view'
import { can, refusalOf } from '@/lib/model/permissions'

const SESSION_CHECK_MS = 15_000
/** Events that may wait for a slow browser. */
const MAX_WAITING = 8

/** The live view as server-sent events, for as long as the session lasts. */
export async function GET(request: Request): Promise<Response> {
  try {
    const user = await userOf(request.headers, false)
    if (user === null) return new Response('You are not signed in.', { status: 401 })
    if (user.mustChangePassword) return new Response('Change your password first.', { status: 403 })
    if (!can(user, 'browse')) return new Response(refusalOf('browse'), { status: 403 })
  } catch (error) {
    log.warn('live.session-unknown', {}, error)
    const cause = describeFailure(error).replace(/\.$/, '')
    return new Response(`The database could not be asked who is signed in: ${cause}.`, {
      status: 503,
    })
  }
  return new Response(liveStream(request), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

function liveStream({ headers, signal }: Request): ReadableStream<Uint8Array> {
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
      let isChecking = false
      const checking = setInterval(async () => {
        if (isChecking) return
        isChecking = true
        const user = await userOf(headers, false).catch(() => undefined)
        isChecking = false
        if (user === null) end()
      }, SESSION_CHECK_MS)
      end = () => {
        end = () => {}
        unsubscribe()
        clearInterval(checking)
        // Cancelled streams are closed already, and closing them again throws.
        if (controller.desiredSize !== null && !signal.aborted) controller.close()
      }
      signal.addEventListener('abort', () => end(), { once: true })
    },
    cancel: () => end(),
  })
}
