import { gunzipSync } from 'node:zlib'
import type { MessageReason } from '@/lib/model/reject-reasons'
import { MAX_MESSAGE_BYTES } from '@/lib/queue/queue'

/** What a body holds, its envelope taken off; or why that cannot be said. */
export type Unwrapped =
  | { json: unknown; envelopeId: string | null; isWrapped: boolean }
  | { reason: MessageReason }

const MAX_DEPTH = 3
const MAX_ID_CHARACTERS = 128
const BOM = '\ufeff'
const GZIP = [0x1f, 0x8b]

/**
 * Reads a body as senders in front of the queue may have wrapped it: after a byte order mark, as
 * base64 (of gzip, too), in an SNS notification or an EventBridge event. None of it changes which
 * message it is: the queue's own id and time are what a row is known by.
 */
export function unwrapBody(body: string): Unwrapped {
  let json = parseText(body)
  if (json === undefined) return { reason: 'not-json' }
  let envelopeId: string | null = null
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    const envelope = envelopeOf(json)
    if (envelope === null) return { json, envelopeId, isWrapped: depth > 0 }
    if ('reason' in envelope) return envelope
    envelopeId ??= plainId(envelope.id)
    json = envelope.content
  }
  return { reason: 'no-login-inside' }
}

type Envelope = { content: unknown; id: unknown } | { reason: MessageReason } | null

function envelopeOf(json: unknown): Envelope {
  if (typeof json !== 'object' || json === null) return null
  if (Array.isArray(json)) return isS3Pointer(json) ? { reason: 's3-pointer' } : null
  const fields = json as Record<string, unknown>
  if ('Type' in fields && 'TopicArn' in fields) return snsEnvelope(fields)
  if ('detail-type' in fields && 'source' in fields && 'detail' in fields) {
    return isObject(fields.detail)
      ? { content: fields.detail, id: fields.id }
      : { reason: 'no-login-inside' }
  }
  return null
}

function snsEnvelope(fields: Record<string, unknown>): Envelope {
  if (fields.Type !== 'Notification') {
    return { reason: 'subscription-confirmation' }
  }
  const content = typeof fields.Message === 'string' ? parseText(fields.Message) : undefined
  const isKnown = isObject(content) || (Array.isArray(content) && isS3Pointer(content))
  return isKnown ? { content, id: fields.MessageId } : { reason: 'no-login-inside' }
}

function isS3Pointer(json: readonly unknown[]): boolean {
  return typeof json[0] === 'string' && /S3Pointer$/.test(json[0])
}

/** @returns undefined where it is not JSON, however it is encoded. */
function parseText(text: string): unknown {
  const bare = text.startsWith(BOM) ? text.slice(1) : text
  const json = parseJson(bare)
  return json === undefined ? parseJson(decode(bare)) : json
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns undefined where it is not base64 of text or of gzip. */
function decode(text: string): string | undefined {
  // MIME breaks it into lines.
  const packed = text.replace(/\s+/g, '')
  if (packed.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return undefined
  const bytes = Buffer.from(packed, 'base64')
  const isGzip = bytes[0] === GZIP[0] && bytes[1] === GZIP[1]
  try {
    // What inflates to more is a bomb, or no login.
    const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: MAX_MESSAGE_BYTES }) : bytes
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function plainId(id: unknown): string | null {
  const isPlain = typeof id === 'string' && /^[\w:./-]+$/.test(id) && id.length <= MAX_ID_CHARACTERS
  return isPlain ? id : null
}
