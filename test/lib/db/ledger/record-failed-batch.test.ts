import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { type FailedDelivery, recordFailedBatch } from '@/lib/db/ledger/record-failed-batch'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const SENT_AT = new Date('2026-05-04T10:00:00Z')
const delivery = (messageId: string, receiveCount = 1): FailedDelivery => {
  return { messageId, sentAt: SENT_AT, receiveCount }
}

/** Enters a batch of a run of its own. */
async function record(
  failed: readonly FailedDelivery[],
  error: string,
  key: string = randomUUID(),
) {
  const run = await database().ingestRun.findUniqueOrThrow({ where: { id: await insertRun() } })
  await recordFailedBatch({ key, run, lane: 1, ageMs: 0 }, { failed, error })
  return run.id
}

const known = () =>
  database().failedDelivery.findMany({
    orderBy: { messageId: 'asc' },
    select: { messageId: true, receiveCount: true, runId: true, error: true },
  })

describe('a batch that was given up', () => {
  it('has its messages known by their newest failure, each once, by how often it had come', async () => {
    await record([delivery('a', 1), delivery('b', 7)], 'The first')
    await services.query(`UPDATE failed_deliveries SET failed_at = failed_at - interval '13 days'`)
    const runId = await record([delivery('a', 2), delivery('a', 3), delivery('a', 2)], 'The second')
    const [again, before] = await known()
    expect(again).toEqual({ messageId: 'a', receiveCount: 3, runId, error: 'The second' })
    expect(before).toMatchObject({ messageId: 'b', receiveCount: 7, error: 'The first' })
    // Those are forgotten that no queue keeps any more, and a newer failure is kept for longer.
    await services.query(`UPDATE failed_deliveries SET failed_at = failed_at - interval '2 days'`)
    await record([delivery('c')], 'The third')
    expect((await known()).map(({ messageId }) => messageId)).toEqual(['a', 'c'])
  })

  it('is left as it is where it was stored after all, and its messages are no failures', async () => {
    const id = BigInt(await insertBatch(await insertRun(), { stored: 2 }))
    const stored = await database().ingestBatch.findUniqueOrThrow({ where: { id } })
    await record([delivery('a'), delivery('b')], 'The answer got lost', stored.key)
    expect(await database().ingestBatch.findMany()).toEqual([stored])
    expect(await known()).toEqual([])
  })
})
