import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { isSampleDue } from '@/lib/db/history/is-sample-due'
import { storeQueueSample } from '@/lib/db/history/store-queue-sample'
import { MINUTE_MS } from '@/lib/model/time/units'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { eventually, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()

const WAITING = { visible: 5, inFlight: 2, delayed: 1, deadLetter: 3 }

const samples = () => database().queueSample.findMany({ orderBy: { minute: 'desc' } })

/** A sample of so many minutes before the minute that the database's clock is in. */
async function insertSample(minutesAgo: number, visible: number, stalledSeconds: number) {
  await services.query(
    `INSERT INTO queue_samples (minute, visible, in_flight, delayed, stalled_seconds)
     SELECT date_trunc('minute', now()) - make_interval(mins => $1), $2, 0, 0, $3`,
    [minutesAgo, visible, stalledSeconds],
  )
}

/** Stores one: for how long messages had waited, and the seconds between its minute and the last one's. */
async function stallAfter(told: Partial<typeof WAITING> = {}) {
  await storeQueueSample({ ...WAITING, ...told })
  const [newest, last] = await samples()
  const apartMs = (newest?.minute.getTime() ?? 0) - (last?.minute.getTime() ?? 0)
  return { stall: newest?.stalledSeconds, apart: apartMs / 1_000 }
}

describe('what the queue told', () => {
  it('is kept once a minute, whoever tells it at the same time', async () => {
    const kept = await Promise.all(Array.from({ length: 6 }, () => storeQueueSample(WAITING)))
    const stored = await samples()
    expect(kept.filter(Boolean)).toHaveLength(stored.length)
    expect(stored[0]).toMatchObject(WAITING)
    expect((stored[0]?.minute.getTime() ?? 1) % MINUTE_MS).toBe(0)
  })

  it('is due until it is kept', async () => {
    expect(await isSampleDue()).toBe(true)
    // The minute may end between the two.
    await eventually(async () => {
      await storeQueueSample(WAITING)
      return !(await isSampleDue())
    })
  })

  it('is unknown of a dead-letter queue that does not exist', async () => {
    await storeQueueSample({ ...WAITING, deadLetter: null })
    expect(await samples()).toMatchObject([{ deadLetter: null }])
  })

  it('is forgotten after 35 days', async () => {
    await insertSample(36 * 24 * 60, 1, 0)
    await insertSample(34 * 24 * 60, 2, 0)
    await storeQueueSample(WAITING)
    expect((await samples()).map(({ visible }) => visible)).toEqual([5, 2])
  })
})

describe('for how long messages waited while none was stored', () => {
  it('goes on from the sample before, whichever process kept that', async () => {
    await insertSample(1, 4, 100)
    const { stall, apart } = await stallAfter()
    expect(stall).toBe(100 + apart)
  })

  it('is counted from when the queue was last seen empty', async () => {
    await insertSample(1, 0, 0)
    const { stall, apart } = await stallAfter()
    expect(stall).toBe(apart)
    expect(stall).toBeGreaterThan(0)
  })

  it('is counted from the last stored batch, and not from a failed one', async () => {
    await insertSample(1, 4, 5_000)
    const runId = await insertRun()
    await insertBatch(runId, { failed: 4 })
    const { stall, apart } = await stallAfter()
    expect(stall).toBe(5_000 + apart)
    await database().queueSample.deleteMany()
    await insertSample(1, 4, 5_000)
    await insertBatch(runId, { stored: 1 })
    expect((await stallAfter()).stall).toBeLessThan(5_000)
  })

  it('is none while nothing waits', async () => {
    await insertSample(1, 4, 100)
    expect((await stallAfter({ visible: 0 })).stall).toBe(0)
  })

  it('begins anew after a gap, in which nobody knows what was', async () => {
    await insertSample(30, 4, 100)
    expect((await stallAfter()).stall).toBe(0)
  })
})
