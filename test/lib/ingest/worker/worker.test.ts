import { renameSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { readPlan } from '@/lib/db/plan/read-plan'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { setPaused } from '@/lib/db/plan/set-paused'
import { listRuns } from '@/lib/db/runs/list-runs'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { askWorker } from '@/lib/db/workers/ask-worker'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { provideEnv } from '@/lib/env'
import { stopAllRuns } from '@/lib/ingest/active'
import { startWorker, stopWorker } from '@/lib/ingest/worker/worker'
import type { WorkerState } from '@/lib/model/pipeline/workers'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, sendAll, usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

// What the server hands to a long poll that was aborted is hidden for as long.
const services = usePipeline({ visibilityTimeoutSeconds: 4 })

let proxy: QueueProxy | undefined

afterEach(async () => {
  await stopWorker()
  await stopAllRuns()
  proxy?.close()
  proxy = undefined
  provideEnv({ VEILGATE_LANES: '', VEILGATE_MAX_LANES: '' })
})

const own = async () => (await listWorkers())[0]
const hasState = (state: WorkerState) => eventually(async () => (await own())?.state === state)
const stored = (count: number) =>
  eventually(async () => (await database().userLogin.count()) === count)
const runs = () => database().ingestRun.findMany({ orderBy: { id: 'asc' } })

describe('a worker', () => {
  it('ingests what comes, as it comes, in one run', async () => {
    startWorker('worker')
    startWorker('worker')
    await hasState('following')
    await sendAll([...generateLogins({ count: 30, seed: 1 })])
    await stored(30)
    await sendAll([...generateLogins({ count: 20, seed: 2 })])
    await stored(50)
    expect(await runs()).toMatchObject([{ mode: 'follow', state: 'running' }])
    const worker = await own()
    expect(worker).toMatchObject({ kind: 'worker', isSilent: false, problem: null })
    // It begins with four, and has up to eight where the queue answers slowly.
    expect([4, 5, 6, 7, 8]).toContain(worker?.lanes)
    expect(worker?.pid).toBe(process.pid)
    await eventually(async () => (await own())?.lastMessageAt != null)
  })

  it('ends with the batches in hand stored and acknowledged, and says so', async () => {
    const { url: QueueUrl, call } = services.queue()
    // A batch has all the time that a slow machine takes.
    await call('SetQueueAttributes', { QueueUrl, Attributes: { VisibilityTimeout: '30' } })
    await sendAll([...generateLogins({ count: 2_000, seed: 3 })])
    startWorker('worker')
    await eventually(async () => (await database().userLogin.count()) > 0)
    await stopWorker()
    const [run] = await runs()
    expect(run?.state).toBe('stopped')
    const totals = await database().ingestBatch.aggregate({
      _sum: { received: true, stored: true, acknowledged: true, failed: true },
    })
    expect(totals._sum.acknowledged).toBe(totals._sum.received)
    expect(totals._sum.failed).toBe(0)
    expect(await own()).toMatchObject({ state: 'ended', lanes: 0 })
    // The queue may have handed out messages to a receive that ended unanswered: these appear again.
    await eventually(async () => (await services.queue().depth()).inFlight === 0)
    const { visible } = await services.queue().depth()
    expect(visible + (totals._sum.acknowledged ?? 0)).toBe(2_000)
  })

  it('pauses and goes on, when it alone is asked or when all are', async () => {
    startWorker('worker')
    await hasState('following')
    const { key } = (await own()) ?? { key: '' }
    for (const pause of [
      (isPaused: boolean) => askWorker(key, { isPaused }),
      (isPaused: boolean) => setPaused(isPaused, 'ann@example.com'),
    ]) {
      await pause(true)
      await hasState('paused')
      await sendAll([...generateLogins({ count: 5, seed: 4 })])
      expect((await runs()).every(({ state }) => state === 'stopped')).toBe(true)
      expect(await database().userLogin.count()).toBe(0)
      await pause(false)
      await hasState('following')
      await stored(5)
      await database().userLogin.deleteMany()
    }
  })

  it('has as many lanes as it is asked to, and says why', async () => {
    startWorker('worker')
    await hasState('following')
    const { key } = (await own()) ?? { key: '' }
    for (const lanes of [7, 2]) {
      await askWorker(key, { lanesWanted: lanes })
      await eventually(async () => (await own())?.lanes === lanes)
      expect(await own()).toMatchObject({ lanesReason: 'set by hand', lanesWanted: lanes })
      await sendAll([...generateLogins({ count: 10, seed: lanes })])
    }
    await stored(20)
    await askWorker(key, { lanesWanted: null })
    await eventually(async () => (await own())?.lanesReason === 'they adapt again')
  })

  it('is paused where somebody stops its run, rather than beginning another', async () => {
    startWorker('worker')
    await hasState('following')
    await requestRunStop((await runs())[0]?.id ?? 0)
    await hasState('paused')
    expect(await runs()).toMatchObject([{ state: 'stopped' }])
    expect(await own()).toMatchObject({ isPaused: true })
  })

  it('waits for its keys, says so, and begins once they are there', async () => {
    const keys = `${services.dataDir()}/keys`
    renameSync(keys, `${keys}-away`)
    try {
      startWorker('worker')
      await hasState('waiting')
      expect((await own())?.problem).toMatch(/key/)
    } finally {
      renameSync(`${keys}-away`, keys)
    }
    await hasState('following')
    expect((await own())?.problem).toBeNull()
  })

  it('tries few messages at a time where it may not delete any, and goes on once it may', async () => {
    provideEnv({ VEILGATE_LANES: '1', VEILGATE_MAX_LANES: '1' })
    proxy = await proxyQueue()
    proxy.spoil('deny', { action: 'DeleteMessageBatch', times: 1_000 })
    await sendAll([...generateLogins({ count: 400, seed: 5 })])
    startWorker('worker')
    await hasState('waiting')
    expect((await own())?.problem).toMatch(/^The last run failed: Acknowledging/)
    const failed = async () => (await runs()).filter(({ state }) => state === 'failed').length
    await eventually(async () => (await failed()) === 3)
    // In the pause before the next attempt.
    proxy.close()
    proxy = undefined
    await stored(400)
    await eventually(async () => (await services.queue().depth()).visible === 0)
    const [first, ...later] = (await listRuns({ limit: 10 })).rows.reverse()
    expect(first?.ledger.received).toBeGreaterThan(10)
    const probes = later.slice(0, 3)
    expect(probes.map(({ state }) => state)).toEqual(['failed', 'failed', 'finished'])
    for (const { ledger } of probes) expect(ledger.received).toBeLessThanOrEqual(10)
  })

  it('is entered again where the database has lost it', async () => {
    startWorker('worker')
    await hasState('following')
    await database().ingestWorker.deleteMany()
    await hasState('following')
  })
})

describe('a console', () => {
  it('follows while that is asked for, whoever started it and however often it is started', async () => {
    startWorker('console')
    await hasState('off')
    await setFollowed(true, 'ann@example.com')
    await hasState('following')
    await stopWorker()
    // Another process: what was asked for is in the database.
    startWorker('console')
    await eventually(
      async () => (await runs()).filter((run) => run.state === 'running').length === 1,
    )
    expect((await runs()).map(({ startedBy }) => startedBy)).toEqual(
      Array(2).fill('ann@example.com'),
    )
    await setFollowed(false, 'ben@example.com')
    await eventually(async () => (await runs()).every((run) => run.state === 'stopped'))
  })

  it('gives way to another that follows already', async () => {
    await setFollowed(true, 'ann@example.com')
    await database().lease.create({
      data: {
        name: 'follow',
        holder: '00000000-0000-4000-8000-000000000000',
        heldUntil: new Date(Date.now() + 60_000),
      },
    })
    startWorker('console')
    await hasState('off')
    await database().lease.updateMany({
      where: { name: 'follow' },
      data: { heldUntil: new Date(0) },
    })
    await hasState('following')
  })

  it('follows no more where somebody stops its run', async () => {
    await setFollowed(true, 'ann@example.com')
    startWorker('console')
    await hasState('following')
    await requestRunStop((await runs())[0]?.id ?? 0)
    await hasState('off')
    expect(await readPlan()).toMatchObject({ isFollowed: false })
    expect(await runs()).toHaveLength(1)
  })

  it('pauses and goes on', async () => {
    await setFollowed(true, 'ann@example.com')
    startWorker('console')
    await hasState('following')
    await setPaused(true, 'ben@example.com')
    await hasState('paused')
    expect(await readPlan()).toMatchObject({ isFollowed: true, pausedBy: 'ben@example.com' })
    await setPaused(false, 'ben@example.com')
    await hasState('following')
  })
})
