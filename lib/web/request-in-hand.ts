import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { singleton } from '@/lib/singleton'
import { isLoopbackHost } from '@/lib/web/loopback-host'

/** Of answers that do not say it themselves. */
const RETRY_AFTER_SECONDS = 5

type InHand = { isLocal: boolean; retryAfterSeconds?: number; encoding?: string }

/**
 * Answers the request in hand with 429 and Retry-After, whatever page is rendered into it. A server
 * action cannot set the status of its answer by itself.
 */
export function answerTooMany(retryAfterSeconds: number) {
  const inHand = requests().getStore()
  if (inHand !== undefined) inHand.retryAfterSeconds = retryAfterSeconds
}

/**
 * Says that the answer to the request in hand is compressed already. Next takes the header off what a
 * route answers with.
 */
export function answerEncoded(encoding: 'gzip') {
  const inHand = requests().getStore()
  if (inHand !== undefined) inHand.encoding = encoding
}

/** Whether the request in hand was made on this machine, and not passed on for somebody by a proxy. */
export function isLocalRequest(): boolean {
  return requests().getStore()?.isLocal ?? false
}

/**
 * Runs what answers a request so that the functions above know it. Whatever is refused for now says when
 * to ask again.
 */
export function withRequest(request: IncomingMessage, response: ServerResponse, act: () => void) {
  const inHand: InHand = { isLocal: isLocal(request) }
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const { retryAfterSeconds, encoding } = inHand
    if (encoding !== undefined) response.setHeader('content-encoding', encoding)
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds)
    else if ([429, 503].includes(status) && !response.hasHeader('retry-after')) {
      response.setHeader('retry-after', RETRY_AFTER_SECONDS)
    }
    return writeHead(retryAfterSeconds === undefined ? status : 429, ...rest)
  }
  requests().run(inHand, act)
}

/** Before Next notes the address in a header of its own. A proxy that says nothing of itself keeps the host's name. */
function isLocal({ headers, socket }: IncomingMessage): boolean {
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  return (
    !isPassedOn &&
    isLoopbackHost(headers.host) &&
    /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
  )
}

function requests(): AsyncLocalStorage<InHand> {
  return singleton('requests', () => new AsyncLocalStorage<InHand>())
}
