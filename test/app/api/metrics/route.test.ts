import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/metrics/route'
import { provideEnv } from '@/lib/env'
import { METRICS } from '@/lib/metric-definitions'
import { startMetrics } from '@/lib/metrics/start-metrics'
import { generateLogins } from '@/lib/sample/generate-logins'
import { type Family, parseOpenMetrics } from '@/test/support/open-metrics'
import { eventually, sendAll, turn, usePipeline } from '@/test/support/pipeline'
import { useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'

const services = usePipeline()
const TOKEN = 'a-token-of-32-characters-for-it!'

beforeEach(() => provideEnv({ VEILGATE_METRICS_TOKEN: TOKEN }))
afterEach(() => provideEnv({ VEILGATE_METRICS_TOKEN: '' }))

function ask(headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) {
  return GET(new Request('http://localhost/api/metrics', { headers }))
}

async function families(): Promise<Map<string, Family>> {
  return parseOpenMetrics(await (await ask()).text())
}

async function figure(
  family: string,
  labels: Record<string, string> = {},
  name = family,
): Promise<number | undefined> {
  const { samples = [] } = (await families()).get(family) ?? {}
  const wanted = JSON.stringify(Object.entries(labels).sort())
  return samples.find(
    (sample) =>
      sample.name === name && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  )?.value
}

async function countConnections(): Promise<number> {
  const rows = await services.query(
    'SELECT FROM pg_stat_activity WHERE datname = current_database()',
  )
  return rows.length
}

const outcome = (what: string) =>
  figure('veilgate_messages', { outcome: what }, 'veilgate_messages_total')

describe('/api/metrics', () => {
  it('is not there without a token of its own, and is for nobody else', async () => {
    expect((await ask({})).status).toBe(401)
    expect((await ask({ authorization: 'Bearer another-token-of-32-characters' })).status).toBe(401)
    provideEnv({ VEILGATE_METRICS_TOKEN: '' })
    const answer = await ask()
    expect([answer.status, await answer.text()]).toEqual([
      404,
      'Metrics are off: VEILGATE_METRICS_TOKEN is not set.',
    ])
  })

  it('is OpenMetrics, and has every metric that is declared', async () => {
    await startMetrics()
    const answer = await ask()
    expect(answer.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    )
    const found = parseOpenMetrics(await answer.text())
    for (const [name, { type, help }] of Object.entries(METRICS)) {
      const family = found.get(name.replace(/_total$/, ''))
      expect([name, family?.type, family?.help]).toEqual([name, type, help])
    }
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(found.get(name)?.samples).toHaveLength(1)
    }
  })

  it('counts what became of messages, and what it took', async () => {
    await startMetrics()
    expect([await outcome('stored'), await outcome('failed')]).toEqual([0, 0])
    await sendAll([...generateLogins({ count: 30, seed: 12 }), 'no login', 'nor this'])
    await turn()
    const found = await Promise.all(['stored', 'duplicate', 'rejected', 'failed'].map(outcome))
    expect(found).toEqual([30, 0, 2, 0])
    expect(
      await figure('veilgate_acknowledged_messages', {}, 'veilgate_acknowledged_messages_total'),
    ).toBe(32)
    for (const name of ['veilgate_batch', 'veilgate_prepare', 'veilgate_message_age']) {
      expect(await figure(`${name}_seconds`, {}, `${name}_seconds_count`)).toBeGreaterThan(0)
    }
    const stores = { result: 'ok' }
    expect(
      await figure('veilgate_store_seconds', stores, 'veilgate_store_seconds_count'),
    ).toBeGreaterThan(0)
    const deletes = { action: 'DeleteMessageBatch', result: 'ok' }
    expect(await figure('veilgate_sqs_calls', deletes, 'veilgate_sqs_calls_total')).toBe(4)
    expect(await figure('veilgate_ledger_imbalance_messages')).toBe(0)
  })

  it('holds no original, no token and no id of a message in any label', async () => {
    await startMetrics()
    const bodies = [...generateLogins({ count: 50, seed: 7 })]
    await sendAll(bodies)
    await turn()
    const text = await (await ask()).text()
    const values = bodies.flatMap((body) =>
      Object.values(JSON.parse(body) as Record<string, string>).filter(
        (value) => value?.length > 6,
      ),
    )
    expect(values.length).toBeGreaterThan(100)
    for (const value of values) expect(text).not.toContain(value)
    expect(text).not.toMatch(/(?:ip|dv)1_[0-9a-f]{6}_/)
  })

  it('leaves out what it could not read, instead of calling it 0', async () => {
    const queue = await proxyQueue()
    try {
      await eventually(async () => (await figure('veilgate_queue_up')) === 1)
      const known = { state: 'visible' }
      expect(await figure('veilgate_queue_messages', known)).toBe(0)
      queue.cut()
      await eventually(async () => (await figure('veilgate_queue_up')) === 0)
      expect(await figure('veilgate_queue_messages', known)).toBeUndefined()
      expect(await figure('veilgate_queue_stalled_seconds')).toBeUndefined()
      expect(await figure('veilgate_database_up')).toBe(1)
    } finally {
      queue.close()
    }
  })

  it('answers while the database hangs, and asks it no more than before', async () => {
    const faulty = await useFaultyDatabase()
    try {
      await eventually(async () => (await figure('veilgate_database_up')) === 1)
      faulty.hang()
      await eventually(async () => (await figure('veilgate_database_up')) === 0)
      const connections = await countConnections()
      const scrapes = await Promise.all(Array.from({ length: 30 }, families))
      for (const found of scrapes) {
        expect(found.get('veilgate_runs')?.samples).toEqual([])
        expect(found.get('veilgate_fold_lag_seconds')?.samples).toEqual([])
      }
      expect(await countConnections()).toBe(connections)
    } finally {
      faulty.goOn()
      await faulty.close()
    }
  })
})
