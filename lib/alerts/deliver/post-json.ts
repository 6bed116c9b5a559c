import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import {
  type Address,
  pinAddress,
  RefusedAddress,
  type Resolve,
} from '@/lib/alerts/deliver/pin-address'
import type { Attempt } from '@/lib/db/alerts/deliveries'
import { failureSentence } from '@/lib/errors'
import { VERSION } from '@/lib/model/version'

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 4_096
const SHOWN_CHARACTERS = 200

type Options = { resolve: Resolve; timeoutMs?: number }

/**
 * Posts a body to a channel's URL, in one attempt. Redirects are not followed; of the answer, 4 kB are
 * read at most. Whatever fails is in the attempt, in words that do not hold the URL.
 */
export async function postJson(
  target: string,
  body: string,
  headers: Record<string, string>,
  { resolve, timeoutMs = TIMEOUT_MS }: Options,
): Promise<Attempt> {
  const startedAtMs = performance.now()
  const took = () => Math.round(performance.now() - startedAtMs)
  const signal = AbortSignal.timeout(timeoutMs)
  let agent: Agent | undefined
  try {
    const { origin, hostname, pathname, search } = new URL(target)
    const addresses = await inTime(pinAddress(hostname, resolve), signal)
    agent = new Agent({ connections: 1, connect: { lookup: pinned(addresses) } })
    const response = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `Veilgate/${VERSION}`,
        ...headers,
      },
      body,
      signal,
    })
    const answer = await readAnswer(response.body)
    const status = response.statusCode
    const isDelivered = status >= 200 && status < 300
    return { isDelivered, status, ms: took(), answer, problem: problemOf(status) }
  } catch (error) {
    return { isDelivered: false, status: null, ms: took(), answer: null, problem: wordsOf(error) }
  } finally {
    agent?.destroy().catch(() => undefined)
  }
}

/** DNS cannot be aborted: it is not waited for. */
function inTime<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, late])
}

function pinned(addresses: readonly Address[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

async function readAnswer(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop ends the connection: the rest is not received.
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= MAX_ANSWER_BYTES) break
  }
  const text = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8')
  return shownText(text)
}

/** The start of an answer, as text on one line; null where it says nothing. */
export function shownText(text: string): string | null {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return line === '' ? null : [...line].slice(0, SHOWN_CHARACTERS).join('')
}

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return `It answered ${status}: redirects are not followed.`
  return `It answered ${status}.`
}

/** Never the message of a foreign error, which may quote the URL. */
export function wordsOf(error: unknown): string {
  return error instanceof RefusedAddress ? error.message : failureSentence(error)
}
