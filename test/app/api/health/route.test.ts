import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readHealth } from '@/app/api/health/read-health'
import { GET } from '@/app/api/health/route'
import { stopKeysWatch } from '@/lib/keys/keys-watch'
import { guardServer } from '@/lib/web/guard-server'
import { eventually, usePipeline } from '@/test/support/pipeline'
import { useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'

const services = usePipeline()
const ALL_WELL = {
  database: { ok: true },
  queue: { ok: true },
  keys: { ok: true },
}

/** Answers are kept for two seconds. */
beforeEach(() => eventually(async () => (await health()).status === 200))
afterEach(stopKeysWatch)

async function health() {
  const { ok, parts } = await readHealth()
  return { status: ok ? 200 : 503, body: parts }
}

/** Asks as a browser does, through a guarded server. */
async function askOverHttp(headers: Record<string, string>): Promise<object> {
  const server = createServer(async (request, response) => {
    const given = new Headers(request.headers as Record<string, string>)
    const answer = await GET(new Request('http://localhost/api/health', { headers: given }))
    response.writeHead(answer.status).end(await answer.text())
  })
  guardServer(server, { sessionCookie: 'session' })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    // Unlike fetch, it lets the host be another.
    const [answer] = await once(get({ host: '127.0.0.1', port, headers }), 'response')
    return (await json(answer as IncomingMessage)) as object
  } finally {
    server.close()
  }
}

it('tells what is wrong on this machine alone', async () => {
  // How the parts are does not matter here.
  const parts = ['database', 'keys', 'queue', 'status']
  expect(Object.keys(await askOverHttp({})).sort()).toEqual(parts)
  for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
    expect(Object.keys(await askOverHttp({ [name]: '198.51.100.7' }))).toEqual(['status'])
  }
  // A proxy on this machine that does not say for whom it asks.
  expect(Object.keys(await askOverHttp({ host: 'veilgate.example.com' }))).toEqual(['status'])
  const made = { 'x-forwarded-for': '127.0.0.1', cookie: 'veilgate.session_token=made.up' }
  expect(Object.keys(await askOverHttp(made))).toEqual(['status'])
})

it('answers 200 while all is there, and 503 in the same form while something is not', async () => {
  expect(await health()).toEqual({ status: 200, body: ALL_WELL })
  const queue = await proxyQueue()
  try {
    queue.cut()
    await eventually(async () => (await health()).status === 503)
    const { body } = await health()
    expect(body).toEqual({
      ...ALL_WELL,
      queue: { ok: false, problem: expect.stringMatching(/^The queue cannot be reached/) },
    })
    // It is answered to anybody.
    expect(JSON.stringify(body)).not.toContain('127.0.0.1')
  } finally {
    queue.close()
  }
})

it('answers while the database hangs, without asking it again and again', async () => {
  const faulty = await useFaultyDatabase()
  try {
    await eventually(async () => (await health()).status === 200)
    faulty.hang()
    await eventually(async () => (await health()).status === 503)
    const connections = await count()
    const probes = await Promise.all(Array.from({ length: 50 }, health))
    for (const { status, body } of probes) {
      expect(status).toBe(503)
      expect(body.database).toEqual({ ok: false, problem: 'No answer in time' })
      expect(body.queue).toEqual({ ok: true })
    }
    expect(await count()).toBe(connections)
    faulty.goOn()
    await eventually(async () => (await health()).status === 200)
  } finally {
    faulty.goOn()
    await faulty.close()
  }
})

it('lets probes that come at once share one look', async () => {
  const queue = await proxyQueue()
  try {
    const probes = await Promise.all(Array.from({ length: 50 }, health))
    expect(probes.every(({ status }) => status === 200)).toBe(true)
    // One look asks the queue, where its dead-letter queue is, and that.
    expect(queue.calls()).toBeLessThanOrEqual(3)
  } finally {
    queue.close()
  }
})

async function count() {
  const rows = await services.query(
    'SELECT FROM pg_stat_activity WHERE datname = current_database()',
  )
  return rows.length
}
