import { createHash } from 'node:crypto'
import { userOf } from '@/lib/auth/current-user'
import { describeFailure } from '@/lib/errors'
import { openStream } from '@/lib/live/broadcast'
import { streamEncoder } from '@/lib/live/frames'
import { liveSessionOf } from '@/lib/live/live-session'
import { watchSession } from '@/lib/live/session-watch'
import { takeStreamPlace } from '@/lib/live/stream-places'
import { log } from '@/lib/log'
import { LIVE_SESSION_HEADER } from '@/lib/model/live/live-message'
import { can, refusalOf } from '@/lib/model/permissions'
import { answerEncoded } from '@/lib/web/request-in-hand'

const RETRY_AFTER_SECONDS = 10
/** Messages that may wait for a slow browser. */
const MAX_WAITING = 8

/**
 * The live view as server-sent events, for as long as the session lasts: whole at first, or what changed
 * since the event that `Last-Event-ID` names, then what changes. A page names its session, since its
 * cookie may be another's by now.
 */
export async function GET(request: Request): Promise<Response> {
  const session = sessionOf(request)
  const place = takeStreamPlace(session)
  if (place.kind === 'full') return tooMany()
  const answerWhole = (response: Response) => {
    place.leave()
    return response
  }
  try {
    const user = await userOf(request.headers, false)
    const expected = request.headers.get(LIVE_SESSION_HEADER)
    if (user === null || (expected !== null && expected !== liveSessionOf(user))) {
      return answerWhole(new Response('You are not signed in.', { status: 401 }))
    }
    if (user.mustChangePassword) {
      return answerWhole(new Response('Change your password first.', { status: 403 }))
    }
    if (!can(user, 'browse')) return answerWhole(new Response(refusalOf('browse'), { status: 403 }))
    if (!place.ofPerson(user.id)) return answerWhole(tooMany())
  } catch (error) {
    log.warn('live.session-unknown', {}, error)
    const cause = describeFailure(error)
    const text = `The database could not be asked who is signed in: ${cause}.`
    return answerWhole(new Response(text, { status: 503 }))
  }
  const encoding = takesGzip(request.headers) ? 'gzip' : 'identity'
  if (encoding === 'gzip') answerEncoded(encoding)
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    ...(encoding === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    'cache-control': 'no-cache, no-store, no-transform',
    'x-accel-buffering': 'no',
  }
  // Next neither reads nor cancels the body of an answer to HEAD: a stream would stay open for nobody.
  if (request.method === 'HEAD') return answerWhole(new Response(null, { headers }))
  return new Response(liveStream(request, { session, encoding, leave: place.leave }), { headers })
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

function takesGzip(headers: Headers): boolean {
  const accepted = headers.get('accept-encoding') ?? ''
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted)
}

type Options = { session: string; encoding: 'identity' | 'gzip'; leave: () => void }

function liveStream(
  { headers, signal }: Request,
  { session, encoding, leave }: Options,
): ReadableStream<Uint8Array> {
  const encoder = streamEncoder(encoding)
  let end = () => {}
  return new ReadableStream({
    start(controller) {
      const write = (bytes: Uint8Array) => {
        if (bytes.length > 0) controller.enqueue(bytes)
      }
      write(encoder.head())
      const stop = openStream(
        {
          send: (message) => {
            // A browser that does not keep up is told later, and all at once.
            if ((controller.desiredSize ?? 0) <= -MAX_WAITING) return false
            write(encoder.frame(message))
            return true
          },
          onClose: () => end(),
        },
        headers.get('last-event-id'),
      )
      const isOver = async () => (await userOf(headers, false)) === null
      const unwatch = watchSession(session, isOver, () => end())
      end = () => {
        end = () => {}
        stop()
        unwatch()
        leave()
        // Cancelled streams are closed already, and closing them again throws.
        if (controller.desiredSize === null || signal.aborted) return
        write(encoder.tail())
        controller.close()
      }
      signal.addEventListener('abort', () => end(), { once: true })
      if (signal.aborted) end()
    },
    cancel: () => end(),
  })
}
