import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { heartbeatRun } from '@/lib/db/runs/heartbeat-run'
import { workRun } from '@/lib/ingest/work-run'
import { openQueue } from '@/lib/queue/open-queue'
import type { Queue, QueueMessage, ReceiveOptions } from '@/lib/queue/queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, sendAll, testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()

/** A queue of which one call never comes back. */
function hanging(call: 'receive' | 'acknowledge'): Queue {
  return { ...openQueue(), [call]: () => new Promise(() => undefined) }
}

describe('a run that is told to stop', () => {
  it.each(['receive', 'acknowledge'] as const)(
    'is over, and entered as stopped, whatever hangs (%s)',
    async (call) => {
      await sendAll([...generateLogins({ count: 20, seed: 14 })])
      const run = await testRun({ queue: hanging(call) })
      const working = workRun(run)
      if (call === 'acknowledge') {
        await eventually(async () => (await database().userLogin.count()) === 20)
      }
      run.stop()
      await working
      expect(
        await database().ingestRun.findUniqueOrThrow({ where: { id: run.claimed.id } }),
      ).toMatchObject({ state: 'stopped', problem: null })
    },
  )
})

describe('a drain that is stopped before its polls are answered', () => {
  it('does not take them for those of an empty queue', async () => {
    await sendAll([...generateLogins({ count: 5, seed: 15 })])
    let polls = 0
    const receive = (options: ReceiveOptions) => {
      polls += 1
      return untilAborted(options)
    }
    const run = await testRun({ queue: { ...openQueue(), receive } })
    run.lanes.wanted = 4
    const working = workRun(run)
    await eventually(async () => polls === 4)
    run.stop()
    await working
    expect(
      await database().ingestRun.findUniqueOrThrow({ where: { id: run.claimed.id } }),
    ).toMatchObject({ state: 'stopped' })
    expect((await openQueue().depth()).visible).toBe(5)
  })
})

/** A long poll that nothing answers. */
function untilAborted({ signal }: ReceiveOptions): Promise<QueueMessage[]> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve([])
    signal?.addEventListener('abort', () => resolve([]), { once: true })
  })
}

describe('a run', () => {
  it('says that it is alive while a deferred write to the ledger fails', async () => {
    const run = await testRun({ queue: hanging('receive') })
    run.deferred.push(() => Promise.reject(new Error('not now')))
    await database().ingestRun.update({
      where: { id: run.claimed.id },
      data: { heartbeatAt: new Date(0) },
    })
    const working = workRun(run)
    const row = () => database().ingestRun.findUniqueOrThrow({ where: { id: run.claimed.id } })
    await eventually(async () => (await row()).heartbeatAt.getTime() > 0, 10).finally(() =>
      run.deferred.splice(0),
    )
    run.stop()
    await working
  })

  it('is never brought back to life by a heartbeat that comes after its end', async () => {
    const run = await testRun()
    await workRun(run)
    expect(await heartbeatRun(run.claimed, null)).toBe('stop')
    expect(await database().ingestRun.findFirst()).toMatchObject({ state: 'finished' })
  })
})
