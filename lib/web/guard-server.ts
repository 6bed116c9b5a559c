import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { log } from '@/lib/log'
import { type Received, receiveBody } from '@/lib/web/receive-body'
import { withRequest } from '@/lib/web/request-in-hand'
import { SECURITY_HEADERS } from '@/lib/web/security-headers'

/** Beyond these, a connection is closed as it opens. Far more than browsers of people need. */
const MAX_CONNECTIONS = 2_000
const HEADERS_TIMEOUT_MS = 10_000
/** Node looks every 30 s; bodies have a shorter time of their own. */
const REQUEST_TIMEOUT_MS = 30_000
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
export function guardServers() {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (!guarded.has(server)) guardServer(server)
  })
}

/**
 * Bounds what a server takes in before anybody is known: its connections, how long a request may
 * take to arrive, and its bodies, which are handed on only when they are there whole.
 */
export function guardServer(server: Server, bodyTimeoutMs?: number) {
  guarded.add(server)
  server.maxConnections = MAX_CONNECTIONS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  const listeners = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', async (request, response) => {
    // Next answers some requests before it asks the proxy, such as a path with two slashes.
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value)
    const received = await receiveBody(request, bodyTimeoutMs)
    if (received !== 'whole') return refuse(request, response, received)
    // Whoever hangs up now is noticed by whoever writes to them.
    request.on('error', () => undefined)
    withRequest(request, response, () => {
      for (const listener of listeners) listener.call(server, request, response)
    })
  })
}

const REFUSALS: Record<
  Exclude<Received, 'whole' | 'broken-off'>,
  [status: number, text: string]
> = {
  'too-large': [413, 'The request is too large.'],
  'too-slow': [503, 'The request took too long to arrive.'],
  'too-many': [503, 'Too many requests are arriving at once.'],
  empty: [400, 'The request has no body.'],
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  how: Exclude<Received, 'whole'>,
) {
  note(how)
  if (how === 'broken-off') return response.destroy()
  const [status, text] = REFUSALS[how]
  if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS)
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
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
