import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '@/lib/embedded/free-port'
import { provideEnv } from '@/lib/env'
import { serveMetrics } from '@/lib/metrics/serve-metrics'
import { parseOpenMetrics } from '@/test/support/open-metrics'
import { usePipeline } from '@/test/support/pipeline'

usePipeline()
const TOKEN = 'a-token-of-32-characters-for-it!'
let port: number

beforeEach(async () => {
  port = await freePort()
  provideEnv({ VEILGATE_METRICS_TOKEN: TOKEN, VEILGATE_METRICS_PORT: String(port) })
})
afterEach(() => provideEnv({ VEILGATE_METRICS_TOKEN: '', VEILGATE_METRICS_PORT: '' }))

const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)

describe('a process without the console', () => {
  it('serves its own metrics and says that it lives, and nothing else', async () => {
    await serveMetrics()
    const headers = { authorization: `Bearer ${TOKEN}` }
    const answer = await ask('/api/metrics', { headers })
    expect(
      parseOpenMetrics(await answer.text()).get('veilgate_database_up')?.samples[0]?.value,
    ).toBe(1)
    expect((await ask('/api/health/live')).status).toBe(200)
    expect((await ask('/api/metrics')).status).toBe(401)
    expect((await ask('/api/metrics', { method: 'POST', headers })).status).toBe(404)
    expect((await ask('/', { headers })).status).toBe(404)
  })

  it.each(['VEILGATE_METRICS_TOKEN', 'VEILGATE_METRICS_PORT'])(
    'listens nowhere without %s',
    async (name) => {
      provideEnv({ [name]: '' })
      await serveMetrics()
      const outcome = await new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => resolve('connected'))
        socket.once('error', ({ message }) => resolve(message.split(' ')[1]))
      })
      expect(outcome).toBe('ECONNREFUSED')
    },
  )

  it('closes a connection that asks on and on and waits for no answer', async () => {
    await serveMetrics()
    const socket = connect(port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.write('GET /api/metrics HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(100))
    socket.resume()
    await closed
    expect((await ask('/api/health/live')).status).toBe(200)
  })

  it('works on where another has the port', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    provideEnv({ VEILGATE_METRICS_PORT: String((other.address() as AddressInfo).port) })
    await serveMetrics()
    other.close()
  })
})
