import { expect, it } from 'vitest'
import { openQueue } from '@/lib/queue/open-queue'
import { eventually, sendAll, usePipeline } from '@/test/support/pipeline'

usePipeline({ visibilityTimeoutSeconds: 1 })

it('says how often the queue has handed a message out', async () => {
  await sendAll(['one'])
  const counts: number[] = []
  await eventually(async () => {
    for (const { receiveCount } of await openQueue().receive({ waitSeconds: 1 })) {
      counts.push(receiveCount)
    }
    return counts.length === 3
  })
  expect(counts).toEqual([1, 2, 3])
})
