import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'

type InHand = { isLocal: boolean; retryAfterSeconds?: number }

/** Actions and route handlers are bundled apart, hence global. */
const shared = globalThis as { veilgateRequests?: AsyncLocalStorage<InHand> }

/**
 * Answers the request in hand with 429 and Retry-After, whatever page is rendered into it. A server
 * action cannot set the status of its answer by itself.
 */
export function answerTooMany(retryAfterSeconds: number) {
  const inHand = requests().getStore()
  if (inHand !== undefined) inHand.retryAfterSeconds = retryAfterSeconds
}

/** Whether the request in hand was made on this machine, and not passed on for somebody by a proxy. */
export function isLocalRequest(): boolean {
  return requests().getStore()?.isLocal ?? false
}

/** Runs what answers a request so that the functions above know it. */
export function withRequest(request: IncomingMessage, response: ServerResponse, act: () => void) {
  const inHand: InHand = { isLocal: isLocal(request) }
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (inHand.retryAfterSeconds === undefined) return writeHead(status, ...rest)
    response.setHeader('retry-after', inHand.retryAfterSeconds)
    return writeHead(429, ...rest)
  }
  requests().run(inHand, act)
}

/** Before Next notes the address in a header of its own. */
function isLocal({ headers, socket }: IncomingMessage): boolean {
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  return !isPassedOn && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
}

function requests(): AsyncLocalStorage<InHand> {
  shared.veilgateRequests ??= new AsyncLocalStorage()
  return shared.veilgateRequests
}
