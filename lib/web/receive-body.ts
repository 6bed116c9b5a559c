import type { IncomingMessage } from 'node:http'

/** Nothing here sends more: the largest form is a list of tokens. */
export const MAX_BODY_BYTES = 1024 * 1024
/** Of all requests that are still arriving. */
const MAX_BYTES_IN_HAND = 64 * 1024 * 1024
/** A browser sends what a form holds in a second. */
const BODY_TIMEOUT_MS = 15_000

/** What became of a body: it is there whole, or why it never will be. */
export type Received =
  | 'whole'
  | 'too-large'
  | 'too-slow'
  | 'too-many'
  | 'empty'
  | 'malformed'
  | 'broken-off'

let bytesInHand = 0

/** Whether a request says that it brings more than is ever taken. */
export function announcesTooMuch(headers: { 'content-length'?: string | undefined }): boolean {
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES
}

/**
 * Waits until the body of a request has arrived, and leaves it in the request, to be read as if it
 * had just come. Whoever reads it then never meets one that is too large, that breaks off, or is a form that cannot
 * be read.
 */
export function receiveBody(
  request: IncomingMessage,
  timeoutMs = BODY_TIMEOUT_MS,
): Promise<Received> {
  if (announcesTooMuch(request.headers)) return Promise.resolve('too-large')
  if (!hasBody(request)) return Promise.resolve('whole')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (how: Received) => {
      clearTimeout(timer)
      request.off('readable', take).off('end', endEmpty)
      request.off('error', breakOff).off('close', breakOff)
      bytesInHand -= bytes
      // Before the request has noticed that it was read to its end.
      if (how !== 'whole') return resolve(how)
      const body = Buffer.concat(chunks)
      request.unshift(body)
      resolve(isForm(request, body).then((is) => (is ? 'whole' : 'malformed')))
    }
    const breakOff = () => end('broken-off')
    // Chunks were announced and none came: what has ended cannot be handed on.
    const endEmpty = () => end('empty')
    const take = () => {
      while (request.readableLength > 0) {
        const chunk: Buffer = request.read()
        chunks.push(chunk)
        bytes += chunk.length
        bytesInHand += chunk.length
        if (bytes > MAX_BODY_BYTES) return end('too-large')
        if (bytesInHand > MAX_BYTES_IN_HAND) return end('too-many')
      }
      if (request.complete && bytes > 0) end('whole')
    }
    const timer = setTimeout(() => end('too-slow'), timeoutMs)
    request.on('readable', take).on('end', endEmpty)
    request.on('error', breakOff).on('close', breakOff)
  })
}

/**
 * Whether the parts of a form can be told apart; of other bodies, true. Next reads forms in the same way, and takes
 * one that cannot be read for a failure of its own.
 */
async function isForm({ headers }: IncomingMessage, body: Buffer): Promise<boolean> {
  const contentType = headers['content-type'] ?? ''
  if (!/^\s*multipart\//i.test(contentType)) return true
  const form = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
  return form.formData().then(
    () => true,
    () => false,
  )
}

function hasBody({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
}
