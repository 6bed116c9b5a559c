import { expect, it } from 'vitest'
import { flushDeferred } from '@/lib/ingest/deferred-writes'
import { testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()

it('leaves out no write that fails while the heartbeat and the end of a run make them at the same time', async () => {
  const run = await testRun()
  const made = new Set<string>()
  let failures = 0
  run.deferred.push(
    async () => {
      made.add('first')
    },
    async () => {
      if (failures === 0) {
        failures += 1
        throw new Error('The database is away')
      }
      made.add('second')
    },
  )
  await Promise.allSettled([flushDeferred(run), flushDeferred(run)])
  await flushDeferred(run)
  expect([...made]).toEqual(['first', 'second'])
  expect(run.deferred).toEqual([])
})
