import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { sampleQueue } from '@/lib/ingest/worker/sample-queue'
import { bodyWith, eventually, sendAll, usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

usePipeline()

type Process = { key: string; stopping: AbortController; ended: Promise<void> }

let processes: Process[] = []
let proxy: QueueProxy

beforeEach(async () => {
  proxy = await proxyQueue()
})

afterEach(async () => {
  for (const { stopping } of processes) stopping.abort()
  await Promise.all(processes.map(({ ended }) => ended))
  processes = []
  proxy.close()
})

/** Stands for a process: its key and its loop are its own. */
function startProcess(): Process {
  const [key, stopping] = [randomUUID(), new AbortController()]
  const started = { key, stopping, ended: sampleQueue(key, stopping.signal) }
  processes.push(started)
  return started
}

const samples = () => database().queueSample.findMany()
const isSampled = () => eventually(async () => (await samples()).length > 0)
const holder = async () =>
  (await database().lease.findUnique({ where: { name: 'samples' } }))?.holder

describe('samples of the queue', () => {
  it('say what waits, and are the work of one of two processes', async () => {
    await sendAll([bodyWith({}), bodyWith({})])
    const [one, other] = [startProcess(), startProcess()]
    await isSampled()
    const [sample] = await samples()
    expect(sample).toMatchObject({ visible: 2, inFlight: 0, delayed: 0, deadLetter: 0 })
    const first = await holder()
    expect([one.key, other.key]).toContain(first)

    const [stays, goes] = first === one.key ? [other, one] : [one, other]
    goes.stopping.abort()
    await goes.ended
    await releaseLease('samples', goes.key)
    await database().queueSample.deleteMany()
    await isSampled()
    expect(await holder()).toBe(stays.key)
  })

  it('leave out what cannot be read, and go on once it can', async () => {
    proxy.cut()
    startProcess()
    await eventually(async () => (await holder()) !== undefined)
    expect(await samples()).toEqual([])
    await proxy.mend()
    await isSampled()
  })
})
