import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { listLedgerSince } from '@/lib/db/ledger/list-ledger-since'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

usePipeline()

const MINUTE_MS = 60_000

it('tells what was committed and which runs changed since then, oldest first, and no batch that was given up', async () => {
  const { nowMs, news } = await listLedgerSince(null, 0)
  expect(news).toEqual([])
  const run = await insertRun('running', { seconds: 3_600 })
  const batches = [await insertBatch(run, { stored: 1 }), await insertBatch(run, { stored: 2 })]
  await insertBatch(run, { failed: 3 })
  await database().ingestBatch.update({
    where: { id: BigInt(await insertBatch(run, { stored: 4 })) },
    data: { committedAt: new Date(nowMs - 10 * MINUTE_MS) },
  })
  const told = async (overlapMs: number) =>
    (await listLedgerSince(nowMs, overlapMs)).news.map(({ id }) => id)
  expect(await told(0)).toEqual(batches)
  expect((await told(2 * 60 * MINUTE_MS)).slice(1)).toEqual([...batches, `run ${run} started`])

  await database().ingestRun.update({
    where: { id: run },
    data: { stopRequestedAt: new Date(nowMs + 1_000), endedAt: new Date(nowMs + 2_000) },
  })
  expect(await told(0)).toEqual([...batches, `run ${run} stopping`, `run ${run} ended`])
})
