import { API_COLLECTIONS } from '@/app/api/v1/collections/all'
import type { ApiCollection } from '@/app/api/v1/collections/api-collection'
import { type AskedFor, readRequest } from '@/app/api/v1/read-request'
import { type CollectedPage, collectPage } from '@/lib/api/collect-page'
import { type ProblemStatus, problemResponse } from '@/lib/api/problem'
import { takePlace } from '@/lib/api/take-place'
import { type AuthorisedToken, authoriseToken } from '@/lib/auth/api-token/authorise-token'
import { siteUrl } from '@/lib/auth/site'
import { READER_TIMEOUT_MS } from '@/lib/db/read-snapshot'
import { chooseSource, readingFrom } from '@/lib/db/replica/read-source'
import { failureSentence } from '@/lib/errors'
import { fileResponse } from '@/lib/exports/file-response'
import { headOf, writeRecord } from '@/lib/exports/records/write-record'
import { CONTENT_TYPES } from '@/lib/format/record-format'
import { log } from '@/lib/log'
import { count } from '@/lib/measure'

type Outcome = Parameters<typeof count<'veilgate_api_requests_total'>>[1]['outcome']

/** Answers a request to a collection of the API with a page of it, or with a problem. */
export async function serveCollection(request: Request, name: string): Promise<Response> {
  try {
    return await answer(request, name)
  } catch (error) {
    log.error('api.failed', {}, error)
    return refuse('failed', 503, failureSentence(error))
  }
}

/** The token comes first: whoever shows none learns nothing of what there is. */
async function answer(request: Request, name: string): Promise<Response> {
  const authorised = await authoriseToken(request.headers.get('authorization'))
  if (authorised.kind === 'refused') {
    const error = authorised.isShown ? ', error="invalid_token"' : ''
    const headers = { 'www-authenticate': `Bearer realm="veilgate"${error}` }
    return refuse('unauthorised', 401, authorised.problem, headers)
  }
  const { token } = authorised
  if (!isCollection(name)) return refuse('not-found', 404, 'There is no such collection.')
  if (!token.scopes.includes(name)) {
    const headers = {
      'www-authenticate': `Bearer realm="veilgate", error="insufficient_scope", scope="${name}"`,
    }
    return refuse('out-of-scope', 403, `This token may not read ${name}.`, headers)
  }
  const collection = API_COLLECTIONS[name]
  const { searchParams } = new URL(request.url)
  const accept = request.headers.get('accept')
  const read = readRequest(collection, { searchParams, accept, nowMs: Date.now() })
  if (read.kind === 'not-acceptable') {
    return refuse('not-understood', 406, 'Accept application/x-ndjson or text/csv.')
  }
  if (read.kind === 'invalid') {
    count('veilgate_api_requests_total', { outcome: 'not-understood' })
    const detail = read.problems.map((problem) => problem.detail).join(' ')
    return problemResponse({ status: 400, detail, errors: read.problems })
  }
  return readAndAnswer(request, collection, read.request, token)
}

async function readAndAnswer(
  request: Request,
  collection: ApiCollection,
  asked: AskedFor,
  token: AuthorisedToken,
): Promise<Response> {
  const place = takePlace(token.id)
  if (place.kind !== 'taken') {
    const headers = { 'retry-after': String(place.retryAfterSeconds) }
    return refuse(place.kind, place.kind === 'busy' ? 503 : 429, place.problem, headers)
  }
  try {
    const startedMs = performance.now()
    const source = await chooseSource(null)
    const page = await readingFrom(source, () => readRows(collection, asked))
    const ms = Math.round(performance.now() - startedMs)
    log.info('api.read', { collection: collection.name, rows: page.rows, ms, token: token.id })
    count('veilgate_api_requests_total', { outcome: 'answered' })
    const headers = headersOf(request, asked, page)
    if (request.method !== 'HEAD') {
      const chunks = write([headOf(collection.fields, asked.format), ...page.chunks])
      return writeOut(chunks, headers, { token: token.id, leave: place.leave })
    }
    place.leave()
    return new Response(null, { headers })
  } catch (error) {
    place.leave()
    throw error
  }
}

function readRows(
  { fields, stepRows }: ApiCollection,
  { limit, cursor, format, asked }: AskedFor,
): Promise<CollectedPage> {
  return collectPage({
    limit,
    cursor,
    stepRows,
    readPage: asked.readPage,
    write: (row) => writeRecord(fields, row, format),
  })
}

function headersOf(request: Request, { format, nextSearch }: AskedFor, { next }: CollectedPage) {
  const headers: Record<string, string> = { 'content-type': CONTENT_TYPES[format], vary: 'accept' }
  if (next === null) return headers
  const { pathname, origin } = new URL(request.url)
  const host = request.headers.get('host')
  const base = siteUrl()?.origin ?? (host === null ? origin : `http://${host}`)
  return { ...headers, link: `<${base}${pathname}?${nextSearch(next)}>; rel="next"` }
}

function writeOut(
  chunks: AsyncGenerator<string>,
  headers: Record<string, string>,
  { token, leave }: { token: string; leave: () => void },
): Response {
  return fileResponse({
    headers,
    chunks,
    timeoutMs: READER_TIMEOUT_MS,
    onStall: () => log.warn('api.stalled', { token }),
    onCancel: () => undefined,
    onEnd: leave,
  })
}

async function* write(chunks: readonly string[]): AsyncGenerator<string> {
  for (const chunk of chunks) if (chunk !== '') yield chunk
}

function refuse(
  outcome: Outcome,
  status: ProblemStatus,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  count('veilgate_api_requests_total', { outcome })
  return problemResponse({ status, detail, headers })
}

function isCollection(name: string): name is keyof typeof API_COLLECTIONS {
  return Object.hasOwn(API_COLLECTIONS, name)
}
