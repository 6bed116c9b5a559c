import { expect, it } from 'vitest'
import { newsReader } from '@/lib/live/news-reader'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

usePipeline()

it('tells of each batch since its first reading once, by whichever way it hears of it', async () => {
  const told: (string | null | undefined)[] = []
  const reader = newsReader((notice) => told.push(notice?.batchId))
  const run = await insertRun('running')
  await insertBatch(run, { stored: 1 })
  await reader.read()
  expect(told).toEqual([])

  const [read, heard] = [
    await insertBatch(run, { stored: 2 }),
    await insertBatch(run, { stored: 3 }),
  ]
  const notice = { runId: run, stored: 0, sample: [] }
  reader.hear({ ...notice, batchId: heard })
  await reader.read()
  reader.hear({ ...notice, batchId: read })
  await reader.read()
  expect(told).toEqual([heard, read])
})
