import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { recordFailedBatch } from '@/lib/db/ledger/record-failed-batch'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { openQueue } from '@/lib/queue/open-queue'
import { bodyWith, sendAll, testRun, usePipeline } from '@/test/support/pipeline'

usePipeline()

it('never takes a batch that was given up for one that is stored', async () => {
  await sendAll([bodyWith({})])
  const run = await testRun()
  const failed = await openQueue().receive({ waitSeconds: 1 })
  const place = { key: randomUUID(), run: run.claimed, lane: 0, ageMs: 0 }
  await recordFailedBatch(place, { failed, error: 'It could not be stored in time' })
  const storing = storeBatch(await prepareBatch(failed, run.tools), place, 5_000)
  await expect(storing).rejects.toThrow()
  expect(await database().userLogin.count()).toBe(0)
  expect(await database().ingestBatch.findMany()).toMatchObject([{ failed: 1, stored: 0 }])
})
