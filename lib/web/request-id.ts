import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { SpanContext } from '@opentelemetry/api'
import { env } from '@/lib/env'

/** As proxies make them: a UUID, or as many digits. What is shorter may be a value of somebody's. */
const ID = /^[A-Za-z0-9_-]{16,64}$/
/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const SAMPLED = 1

/**
 * What a request is called in the log: by the X-Request-Id of a proxy of ours, where one is configured
 * (VEILGATE_TRUSTED_PROXIES), and else by a new one.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  const isTrusted = env().VEILGATE_TRUSTED_PROXIES > 0
  return isTrusted && typeof given === 'string' && ID.test(given) ? given : randomUUID()
}

/** The span of a proxy of ours that a request belongs to; undefined where there is none. */
export function remoteSpanOf(headers: IncomingHttpHeaders): SpanContext | undefined {
  const given = headers.traceparent
  if (env().VEILGATE_TRUSTED_PROXIES === 0 || typeof given !== 'string') return undefined
  const [, traceId, spanId, flags = ''] = TRACEPARENT.exec(given) ?? []
  if (traceId === undefined || spanId === undefined) return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & SAMPLED, isRemote: true }
}
