import { beforeEach, expect, it } from 'vitest'
import { GET } from '@/app/api/health/route'
import { useFaultyDatabase } from '@/test/support/faulty-database'
import { eventually, usePipeline } from '@/test/support/pipeline'
import { proxyQueue } from '@/test/support/queue-proxy'

const services = usePipeline()
const ALL_WELL = {
  status: 'ok',
  database: { ok: true },
  queue: { ok: true },
  keys: { ok: true },
}

/** Answers are kept for a second. */
beforeEach(() => eventually(async () => (await health()).status === 200))

async function health() {
  const response = await GET()
  return { status: response.status, body: await response.json() }
}

it('answers 200 while all is there, and 503 in the same form while something is not', async () => {
  expect(await health()).toEqual({ status: 200, body: ALL_WELL })
  const queue = await proxyQueue()
  try {
    queue.cut()
    await eventually(async () => (await health()).status === 503)
    const { body } = await health()
    expect(body).toEqual({
      ...ALL_WELL,
      status: 'failing',
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
