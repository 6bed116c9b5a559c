import type { IncomingMessage, ServerResponse } from 'node:http'
import { withLogContext } from '@/lib/log-context'
import { count, observe } from '@/lib/measure'
import { beginSpan } from '@/lib/trace'
import { isAnsweredMethod } from '@/lib/web/methods'
import { pathOf } from '@/lib/web/path-of'
import { PROBED } from '@/lib/web/probed'
import { isStatic } from '@/lib/web/refuse-request'
import { remoteSpanOf, requestIdOf } from '@/lib/web/request-id'

type RequestKind = 'page' | 'action' | 'api' | 'live' | 'file'

/**
 * Does the work of answering a request so that it can be found again: its id is in each line of the
 * log and in a header of the answer; it is counted, timed and traced.
 */
export function watchRequest(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<void>,
): Promise<void> {
  const httpRequestId = requestIdOf(request.headers)
  response.setHeader('x-request-id', httpRequestId)
  const kind = kindOf(request)
  const span = isTraced(request, kind) ? beginRequestSpan(request, kind, httpRequestId) : undefined
  const startedAtMs = performance.now()
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : null
    count('veilgate_http_requests_total', { kind, status: statusClass(status) })
    if (kind !== 'live') {
      observe('veilgate_http_request_seconds', { kind }, (performance.now() - startedAtMs) / 1_000)
    }
    span?.describe({
      'http.response.status_code': status ?? 0,
      'url.path': pathShown(request.url, status),
    })
    span?.end()
  })
  return withLogContext({ httpRequestId }, () => span?.within(answer) ?? answer())
}

/** Probes and scrapes come every few seconds; a live stream may be open for days. */
function isTraced({ url }: IncomingMessage, kind: RequestKind): boolean {
  return kind !== 'file' && kind !== 'live' && !PROBED.includes(pathOf(url))
}

function beginRequestSpan(
  { method, headers }: IncomingMessage,
  kind: RequestKind,
  requestId: string,
) {
  return beginSpan(`${kind} request`, {
    remote: remoteSpanOf(headers),
    attributes: {
      'http.request.method': isAnsweredMethod(method) ? method : 'other',
      'veilgate.request': requestId,
    },
  })
}

function kindOf({ url, headers }: IncomingMessage): RequestKind {
  const path = pathOf(url)
  if (isStatic(path)) return 'file'
  if (path === '/api/live') return 'live'
  if (path.startsWith('/api/')) return 'api'
  return headers['next-action'] === undefined ? 'page' : 'action'
}

function statusClass(status: number | null) {
  if (status === null) return 'broken-off'
  const [first = '5'] = String(status)
  return `${first}xx` as '1xx' | '2xx' | '3xx' | '4xx' | '5xx'
}

/**
 * The path as a page of ours has it: whatever is no plain word, such as a token, is left out, and of a
 * page that we do not have or turn away from, all of it.
 */
export function pathShown(url: string | undefined, status: number | null): string {
  if (status === null || status === 404 || (status >= 300 && status < 400)) return '…'
  return pathOf(url)
    .split('/')
    .map((part) => (part === '' || /^[a-z]+(?:-[a-z]+)*$/.test(part) ? part : '…'))
    .join('/')
}
