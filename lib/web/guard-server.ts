import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { isDevelopment } from '@/lib/env'
import { log } from '@/lib/log'
import { REFUSED_REQUEST } from '@/lib/model/answers/refused-request'
import { guardConnections } from '@/lib/web/guard-connections'
import { isAnsweredMethod, METHODS } from '@/lib/web/methods'
import { type Received, receiveBody } from '@/lib/web/receive-body'
import { withRequest } from '@/lib/web/request-in-hand'
import { takeRequestPlace } from '@/lib/web/requests-at-once'
import { SECURITY_HEADERS } from '@/lib/web/security-headers'
import { watchRequest } from '@/lib/web/watch-request'

/** Beyond these, a connection is closed as it opens. Far more than browsers of people need. */
const MAX_CONNECTIONS = 2_000
const HEADERS_TIMEOUT_MS = 10_000
/** Node looks every 30 s; bodies have a shorter time of their own. */
const REQUEST_TIMEOUT_MS = 30_000
/** How long a client may take nothing of an answer. */
const READER_TIMEOUT_MS = 30_000
/** How long a client may take over an answer that anybody may ask for, however little it takes at a time. */
const OPEN_ANSWER_TIMEOUT_MS = 2 * 60_000
/** A refused client may go on sending for as long, so that it reads why rather than a broken pipe. */
const LINGER_MS = 5_000
/** Refusals are logged in one line each so often, with their number. */
const LOG_EVERY_MS = 10_000
const RETRY_AFTER_SECONDS = 5

const guarded = new WeakSet<Server>()

/**
 * Guards each HTTP server of this process from its first request on, however it was started: Next
 * makes its own, and hands it to nobody.
 */
export function guardServers(sessionCookie: string) {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (!guarded.has(server)) guardServer(server, { sessionCookie })
  })
}

type GuardOptions = {
  /** The name of the cookie that holds a session. */
  sessionCookie: string
  /** A test may say less of each. */
  bodyTimeoutMs?: number
  readerTimeoutMs?: number
  openAnswerTimeoutMs?: number
}

/**
 * Bounds what a server takes in before anybody is known: its connections, how long a request may
 * take to arrive, its bodies, which are handed on only when they are there whole, how many
 * requests are worked on at once, and how long their answers may wait for whoever asked.
 */
export function guardServer(
  server: Server,
  {
    sessionCookie,
    bodyTimeoutMs,
    readerTimeoutMs = READER_TIMEOUT_MS,
    openAnswerTimeoutMs = OPEN_ANSWER_TIMEOUT_MS,
  }: GuardOptions,
) {
  guarded.add(server)
  // Next takes connections that ask for another protocol, and nothing closes them again. Only its development
  // server speaks one; where nobody listens, Node answers as if they had not asked.
  if (!isDevelopment()) server.removeAllListeners('upgrade')
  const listeners = server.listeners('request') as RequestListener[]
  const bounds = {
    maxConnections: MAX_CONNECTIONS,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    readerTimeoutMs,
    onPipelined: () => note('pipelined'),
  }
  guardConnections(server, bounds, (request, response) =>
    watchRequest(request, response, () => take(request, response)),
  )

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Next answers some requests before it asks the proxy, such as a path with two slashes.
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value)
    if (!isAnsweredMethod(request.method)) return refuse(request, response, 'method')
    const received = await receiveBody(request, bodyTimeoutMs)
    if (received !== 'whole') return refuse(request, response, received)
    const place = takeRequestPlace(request, sessionCookie)
    if (place.kind !== 'taken') return refuse(request, response, place.kind)
    const breakOff = () => response.destroy()
    const timer = place.isOpen ? setTimeout(breakOff, openAnswerTimeoutMs).unref() : undefined
    response.once('close', () => {
      clearTimeout(timer)
      place.leave()
    })
    // Whoever hangs up now is noticed by whoever writes to them.
    request.on('error', () => undefined)
    withRequest(request, response, () => {
      for (const listener of listeners) listener.call(server, request, response)
    })
  }
}

type Refusal = Exclude<Received, 'whole'> | 'crowded' | 'full' | 'method'

const REFUSALS: Record<Exclude<Refusal, 'broken-off'>, [status: number, text: string]> = {
  'too-large': [413, REFUSED_REQUEST['too-large']],
  'too-slow': [503, REFUSED_REQUEST['too-slow']],
  'too-many': [503, REFUSED_REQUEST['too-many']],
  crowded: [429, REFUSED_REQUEST.crowded],
  full: [503, REFUSED_REQUEST.full],
  empty: [400, 'The request has no body.'],
  malformed: [400, 'The form is malformed.'],
  method: [405, 'This method is not supported.'],
}

function refuse(request: IncomingMessage, response: ServerResponse, how: Refusal): void {
  note(how)
  if (how === 'broken-off') {
    response.destroy()
    return
  }
  const [status, text] = REFUSALS[how]
  if (status === 429 || status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS)
  if (status === 405) response.setHeader('allow', METHODS.join(', '))
  // To the letter: else Next keeps the text from the page.
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
  // What still arrives is thrown away as it comes.
  request.on('error', () => undefined).resume()
  const { socket } = request
  const linger = setTimeout(() => socket.destroy(), how === 'too-slow' ? 0 : LINGER_MS)
  request.once('close', () => clearTimeout(linger))
}

const refusals = new Map<string, number>()

/** One line for all of a kind, as a flood of them would fill the log. */
function note(how: string) {
  const count = refusals.get(how)
  refusals.set(how, (count ?? 0) + 1)
  if (count !== undefined) return
  setTimeout(() => {
    log.warn('web.request-refused', { how, count: refusals.get(how) ?? 0 })
    refusals.delete(how)
  }, LOG_EVERY_MS).unref()
}
