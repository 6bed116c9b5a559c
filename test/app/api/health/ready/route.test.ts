import { afterEach, expect, it } from 'vitest'
import { GET as live } from '@/app/api/health/live/route'
import { GET as ready } from '@/app/api/health/ready/route'
import { stopKeysWatch } from '@/lib/keys/keys-watch'
import { singleton } from '@/lib/singleton'
import { eventually, usePipeline } from '@/test/support/pipeline'
import { useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'

usePipeline()
afterEach(stopKeysWatch)

const status = async (probe: () => Response | Promise<Response>) => (await probe()).status

it('is ready while the database answers, and lives whatever is away', async () => {
  const faulty = await useFaultyDatabase()
  try {
    await eventually(async () => (await status(ready)) === 200)
    faulty.hang()
    await eventually(async () => (await status(ready)) === 503)
    expect(await (await ready()).json()).toEqual({ status: 'failing' })
    expect(await status(live)).toBe(200)
    faulty.goOn()
    await eventually(async () => (await status(ready)) === 200)
  } finally {
    faulty.goOn()
    await faulty.close()
  }
})

it('is ready without the queue, whose pages say by themselves that it is away', async () => {
  const queue = await proxyQueue()
  try {
    queue.cut()
    await eventually(async () => (await status(ready)) === 200)
    expect(queue.calls()).toBe(0)
  } finally {
    queue.close()
  }
})

it('is not ready once it is about to end', async () => {
  await eventually(async () => (await status(ready)) === 200)
  singleton('shut-down', () => ({ shuttingDown: true })).shuttingDown = true
  expect([await status(ready), await status(live)]).toEqual([503, 200])
})
