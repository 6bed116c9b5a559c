import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { workRun } from '@/lib/ingest/work-run'
import { generateLogins } from '@/lib/sample/generate-logins'
import { flushTraces, inSpan } from '@/lib/trace'
import { startTracing } from '@/lib/tracing/start-tracing'
import { guardServer } from '@/lib/web/guard-server'
import { eventually, sendAll, testRun, usePipeline } from '@/test/support/pipeline'
import { projectSources } from '@/test/support/sources/architecture'

type Value = { stringValue?: string; intValue?: number | string }
type Span = {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: Value }[]
  links?: { spanId: string }[]
  status?: { code?: number; message?: string }
}

usePipeline()
let collector: Server
let sent: string[]

beforeEach(async () => {
  sent = []
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    sent.push(`${request.url} ${body}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` })
})
afterEach(() => {
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })
  collector.closeAllConnections()
  collector.close()
})

function spans(): Span[] {
  return sent.flatMap((request) => {
    const { resourceSpans } = JSON.parse(request.slice(request.indexOf(' ') + 1))
    return resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Span[] }[] }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    )
  })
}

const named = (name: string) => spans().filter((span) => span.name === name)

describe('a traced run', () => {
  it('sends a span of itself, and of each batch with its parts; and nothing of what is in them', async () => {
    await startTracing()
    const bodies = [...generateLogins({ count: 40, seed: 3 })]
    await sendAll([...bodies, 'no login'])
    const run = await testRun()
    await workRun(run)
    await flushTraces()
    await eventually(async () => named('run').length === 1)

    expect(sent.every((request) => request.startsWith('/v1/traces '))).toBe(true)
    const [whole] = named('run')
    const batches = named('batch')
    expect(batches.length).toBeGreaterThan(0)
    for (const batch of batches) {
      expect(batch.traceId).not.toBe(whole?.traceId)
      expect(batch.links?.map(({ spanId }) => spanId)).toEqual([whole?.spanId])
      const parts = spans().filter(({ parentSpanId }) => parentSpanId === batch.spanId)
      expect(parts.map(({ name }) => name).sort()).toEqual([
        'prepare',
        'receive',
        'settle',
        'store',
      ])
    }
    const all = sent.join('\n')
    for (const body of bodies) {
      const { ip, device_id, user_id } = JSON.parse(body)
      for (const value of [ip, device_id, user_id]) expect(all).not.toContain(value)
    }
    expect(all).not.toMatch(/(?:ip|dv)1_[0-9a-f]{6}_/)
    expect(all).toContain('"veilgate"')
  })

  it('says of a failure its code alone', async () => {
    await startTracing()
    const failure = Object.assign(new Error('of 551-27-9081'), { code: 'ECONNREFUSED' })
    await expect(inSpan('x', {}, () => Promise.reject(failure))).rejects.toBe(failure)
    await flushTraces()
    await eventually(async () => named('x').length === 1)
    expect(named('x')[0]?.status).toEqual({ code: 2, message: 'ECONNREFUSED' })
    expect(sent.join()).not.toContain('551-27-9081')
  })
})

describe('a traced request', () => {
  it('says its kind, its status and our words of its path, and nothing that was asked for', async () => {
    await startTracing()
    const server = createServer((_request, response) => response.end('x'))
    guardServer(server, { sessionCookie: 'session' })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const path = '/devices/dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47?user=someone@example.com'
      const headers = { 'user-agent': 'Agent 7', 'x-forwarded-for': '192.0.2.135' }
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
      await fetch(`http://127.0.0.1:${port}/api/health`)
      await eventually(async () => {
        await flushTraces()
        return named('page request').length === 1
      })
      const attributes = named('page request')[0]?.attributes.map(({ key, value }) => [
        key,
        value.stringValue ?? Number(value.intValue),
      ])
      expect(Object.fromEntries(attributes ?? [])).toEqual({
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.path': '/devices/…',
        'veilgate.request': answer.headers.get('x-request-id'),
      })
      expect(spans().map(({ name }) => name)).toEqual(['page request'])
      expect(sent.join()).not.toMatch(/dv1_|someone|Agent 7|192\.0\.2/)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe('a process without a collector', () => {
  it('traces nothing', async () => {
    provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })
    await startTracing()
    expect(await inSpan('x', {}, async () => 7)).toBe(7)
    await flushTraces()
    expect(sent).toEqual([])
  })

  it('loads no library for it, and none for metrics: both are imported when they are wanted', () => {
    const root = resolve(import.meta.dirname, '../../..')
    const eager = projectSources(root)
      .filter(({ path }) => !path.startsWith('test/'))
      .filter(({ text }) =>
        /^import (?!type\b)[^']*from '(?:@opentelemetry\/|prom-client)/m.test(text),
      )
    expect(eager.map(({ path }) => path)).toEqual([])
  })
})
