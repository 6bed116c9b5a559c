import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { endRun } from '@/lib/db/runs/end-run'
import { heartbeatRun } from '@/lib/db/runs/heartbeat-run'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

usePipeline()

const runOf = (id: number) => database().ingestRun.findUniqueOrThrow({ where: { id } })
const isFollowed = async () => (await database().ingestPlan.findFirst())?.isFollowed ?? false

async function insertWorker(kind: 'worker' | 'console', runId: number) {
  const process = { kind, host: 'a-host', pid: 1, version: '0.7.0', state: 'following' } as const
  const { key } = await database().ingestWorker.create({
    data: { key: randomUUID(), ...process, runId },
  })
  const isPaused = async () =>
    (await database().ingestWorker.findUniqueOrThrow({ where: { key } })).isPaused
  return { isPaused }
}

it('asks the run, and the worker that would begin the next one, and nobody else', async () => {
  const [id, other] = [await insertRun('running'), await insertRun('running')]
  const worker = await insertWorker('worker', id)
  const neighbour = await insertWorker('worker', other)
  await setFollowed(true, 'somebody')
  expect(await requestRunStop(id)).toBe(true)
  expect(await heartbeatRun(await runOf(id), null)).toBe('stop')
  expect((await runOf(id)).state).toBe('stopping')
  expect(await heartbeatRun(await runOf(other), null)).toBe('go-on')
  expect([await worker.isPaused(), await neighbour.isPaused()]).toEqual([true, false])
  expect(await isFollowed()).toBe(true)
})

it('lets no console follow any more where one follows with this run', async () => {
  const id = await insertRun('running')
  const console = await insertWorker('console', id)
  await setFollowed(true, 'somebody')
  expect(await requestRunStop(id)).toBe(true)
  expect(await isFollowed()).toBe(false)
  expect(await console.isPaused()).toBe(false)
})

it('says that a run is not active, and pauses nothing with it', async () => {
  const id = await insertRun('finished')
  const worker = await insertWorker('worker', id)
  expect(await requestRunStop(id)).toBe(false)
  expect(await requestRunStop(id + 1)).toBe(false)
  expect(await worker.isPaused()).toBe(false)
})

it('knows a run by its key: its number may be another’s after a restore', async () => {
  const id = await insertRun('running')
  const stranger = { id, key: randomUUID() }
  expect(await heartbeatRun(stranger, 'the queue is away')).toBe('unknown')
  await endRun(stranger, 'failed', 'the queue is away')
  expect(await runOf(id)).toMatchObject({ state: 'running', problem: null, endedAt: null })
  await endRun(await runOf(id), 'finished', null)
  expect((await runOf(id)).state).toBe('finished')
})
