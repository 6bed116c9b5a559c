import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { trace } from '@opentelemetry/api'
import { afterEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { logContext } from '@/lib/log-context'
import { setMeter } from '@/lib/measure'
import { type SpanStarter, setTracing } from '@/lib/trace'
import { guardServer } from '@/lib/web/guard-server'
import { remoteSpanOf, requestIdOf } from '@/lib/web/request-id'
import { pathShown } from '@/lib/web/watch-request'
import { eventually } from '@/test/support/pipeline'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const GIVEN = '0123456789abcdef0123456789abcdef'
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

afterEach(() => provideEnv({ VEILGATE_TRUSTED_PROXIES: '' }))

describe('the id of a request', () => {
  it('is a new one each time where no proxy is trusted, whatever is sent', () => {
    const [first, second] = [1, 2].map(() => requestIdOf({ 'x-request-id': GIVEN }))
    expect(first).toMatch(UUID)
    expect(second).not.toBe(first)
  })

  it.each([
    [GIVEN, true],
    ['7b4f6c2e-95a1-4f4e-9f7f-2a3d1a6b8c9d', true],
    ['short-one', false],
    ['551-27-9081', false],
    ['192.0.2.135', false],
    ['someone@example.com', false],
    [`${GIVEN}\r\nx: y`, false],
    ['x'.repeat(65), false],
    ['', false],
    [undefined, false],
  ])('is that of a trusted proxy where it looks like one: %s', (given, isTaken) => {
    provideEnv({ VEILGATE_TRUSTED_PROXIES: '1' })
    const id = requestIdOf(given === undefined ? {} : { 'x-request-id': given })
    expect(id === given).toBe(isTaken)
    if (!isTaken) expect(id).toMatch(UUID)
  })
})

describe('the trace of a request', () => {
  it.each([
    ['0', TRACEPARENT, null],
    ['1', TRACEPARENT, { traceId: TRACEPARENT.slice(3, 35), traceFlags: 1 }],
    ['1', TRACEPARENT.replace(/01$/, '00'), { traceFlags: 0 }],
    ['1', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, null],
    ['1', `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`, null],
    ['1', 'anything', null],
  ])('is that of a trusted proxy (%s trusted, %s)', (proxies, traceparent, expected) => {
    provideEnv({ VEILGATE_TRUSTED_PROXIES: proxies })
    const found = remoteSpanOf({ traceparent }) ?? null
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject({ ...expected, isRemote: true })
  })
})

describe('what is said of a path', () => {
  it.each([
    ['/', 200, '/'],
    ['/logins?device=551-27-9081', 200, '/logins'],
    ['/devices/dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47', 200, '/devices/…'],
    ['/devices/551-27-9081', 500, '/devices/…'],
    ['/runs/17', 200, '/runs/…'],
    ['/settings/users', 200, '/settings/users'],
    ['/api/logins/export', 200, '/api/logins/export'],
    ['/a/made-up/page', 404, '…'],
    ['/whoever', 307, '…'],
    ['/logins', null, '…'],
    [undefined, 200, '/'],
  ])('%s, answered with %s: %s', (url, status, shown) => {
    expect(pathShown(url, status)).toBe(shown)
  })
})

describe('a request', () => {
  /** Asks a guarded server one by one; it answers with what the log says beside each line. */
  async function askEach(requests: [path: string, headers?: Record<string, string>][]) {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/away' ? 503 : 200
      response.end(JSON.stringify(logContext()))
    })
    guardServer(server, { sessionCookie: 'session' })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const answers: Response[] = []
    try {
      const { port } = server.address() as AddressInfo
      for (const [path, headers = {}] of requests) {
        answers.push(await fetch(`http://127.0.0.1:${port}${path}`, { headers }))
      }
    } finally {
      server.closeAllConnections()
      server.close()
    }
    return answers
  }

  it('is found by the id in its answer, and counted by kind and status', async () => {
    const counted: unknown[] = []
    setMeter({ count: (...given) => void counted.push(given), observe: () => undefined })
    const [answer] = await askEach([
      ['/logins'],
      ['/away'],
      ['/', { 'next-action': 'x' }],
      ['/api/logins/newer'],
      ['/favicon.ico'],
    ])
    const httpRequestId = answer?.headers.get('x-request-id')
    expect(httpRequestId).toMatch(UUID)
    expect(await answer?.json()).toEqual({ httpRequestId })
    await eventually(async () => counted.length === 5)
    const name = 'veilgate_http_requests_total'
    expect(counted).toEqual([
      [name, { kind: 'page', status: '2xx' }, 1],
      [name, { kind: 'page', status: '5xx' }, 1],
      [name, { kind: 'action', status: '2xx' }, 1],
      [name, { kind: 'api', status: '2xx' }, 1],
      [name, { kind: 'file', status: '2xx' }, 1],
    ])
  })

  it('is traced, but for files, probes, and streams that may be open for days', async () => {
    const spans: string[] = []
    const tracer = trace.getTracer('tests')
    const start: SpanStarter = (span) => {
      spans.push(span)
      return tracer.startSpan(span)
    }
    setTracing(start, async () => undefined)
    await askEach([
      ['/api/live'],
      ['/favicon.ico'],
      ['/api/health'],
      ['/api/metrics'],
      ['/logins'],
      ['/', { 'next-action': 'x' }],
      ['/api/logins/newer'],
    ])
    expect(spans).toEqual(['page request', 'action request', 'api request'])
  })
})
