import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimRun } from '@/lib/db/runs/claim-run'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { provideEnv } from '@/lib/env'
import { resumeRuns } from '@/lib/ingest/resume-runs'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, sendAll, usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

usePipeline()
const INSTANCE = 'a launcher'

let proxy: QueueProxy | undefined
afterEach(() => {
  provideEnv({ VEILGATE_INSTANCE: '' })
  proxy?.close()
  proxy = undefined
})

/** A run as a web process leaves it that was killed. */
async function leaveRun(instance: string): Promise<number> {
  const request = { mode: 'drain', startedBy: 'ann', lanes: 2, depthAtStart: 50 } as const
  const claim = await claimRun({ ...request, instance }, { beside: true })
  if (claim.kind !== 'started') throw new Error('It was to begin')
  provideEnv({ VEILGATE_INSTANCE: INSTANCE })
  return claim.run.id
}

const stateOf = async (id: number) =>
  (await database().ingestRun.findUniqueOrThrow({ where: { id } })).state

describe('a run whose web process was killed', () => {
  it('is gone on with by the next one of the same launcher, to its end', async () => {
    await sendAll([...generateLogins({ count: 50, seed: 12 })])
    const id = await leaveRun(INSTANCE)
    await resumeRuns()
    await eventually(async () => (await stateOf(id)) === 'finished', 60)
    const totals = await database().ingestBatch.aggregate({
      where: { runId: id },
      _sum: { stored: true, acknowledged: true },
    })
    expect(totals._sum).toEqual({ stored: 50, acknowledged: 50 })
    expect(await database().ingestRun.count()).toBe(1)
  })

  it('is ended as stopped where it was told to stop', async () => {
    const id = await leaveRun(INSTANCE)
    await requestRunStop(id)
    await resumeRuns()
    expect(await stateOf(id)).toBe('stopped')
  })

  it('is left alone where another launcher began it', async () => {
    const id = await leaveRun('another launcher')
    await resumeRuns()
    expect(await stateOf(id)).toBe('running')
  })

  it('is gone on with once the queue is back', async () => {
    await sendAll([...generateLogins({ count: 5, seed: 13 })])
    const id = await leaveRun(INSTANCE)
    proxy = await proxyQueue()
    proxy.cut()
    const resuming = resumeRuns()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await stateOf(id)).toBe('running')
    await proxy.mend()
    await resuming
    await eventually(async () => (await stateOf(id)) === 'finished', 60)
    expect(await database().userLogin.count()).toBe(5)
  })
})
