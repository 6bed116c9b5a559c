import { describe, expect, it } from 'vitest'
import { readFigures, UNKNOWN_FIGURES, unreachable } from '@/lib/live/read-figures'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })

const read = () => readFigures(UNKNOWN_FIGURES)

/** A batch that was committed so many whole seconds before now. */
async function insertBatchAgo(run: number, seconds: number, stored: number) {
  const id = await insertBatch(run, { stored })
  await query(
    `UPDATE ingest_batches SET committed_at = date_trunc('second', now())
       - make_interval(secs => $2::float8) + interval '0.5 s' WHERE id = $1`,
    [id, seconds],
  )
}

describe('the figures', () => {
  it('tell no rate where no run is active, whatever was received lately', async () => {
    const run = await insertRun('finished')
    await insertBatchAgo(run, 3, 500)
    const { currentRate, activeSince } = await read()
    expect(currentRate).toEqual({ kind: 'idle' })
    expect(activeSince).toBeNull()
  })

  it('tell one that is being measured of a run that began just now', async () => {
    const before = await insertRun('finished')
    await insertBatchAgo(before, 5, 9_000)
    await insertRun('running', { seconds: 0 })
    expect((await read()).currentRate).toEqual({ kind: 'measuring' })
  })

  it('tell the mean of the last ten seconds, by all runs', async () => {
    const [one, other] = [await insertRun('running'), await insertRun('running')]
    for (const run of [one, other]) {
      for (let seconds = 1; seconds <= 40; seconds += 1) await insertBatchAgo(run, seconds, 50)
    }
    const { currentRate, rate, run, otherActiveRuns } = await read()
    expect(currentRate.kind).toBe('known')
    const lastTen = rate.slice(-10).reduce((sum, { received }) => sum + received, 0)
    expect(currentRate).toEqual({ kind: 'known', perSecond: lastTen / 10 })
    expect([run?.id, otherActiveRuns]).toEqual([other, 1])
  })

  it('tell each second’s rate, of those in which nothing was stored, too', async () => {
    await insertBatchAgo(await insertRun('running'), 20, 700)
    const { rate } = await read()
    const from = rate[0]?.at ?? 0
    expect(rate.length).toBeGreaterThan(30)
    expect(rate.map(({ at }) => at)).toEqual(rate.map((_, second) => from + second))
    expect(rate.filter(({ received }) => received > 0).map(({ received }) => received)).toEqual([
      700,
    ])
  })

  it('are of one snapshot: no figure of a run differs from another while it is stored', async () => {
    const id = await insertRun('running')
    let isStored = false
    const storing = (async () => {
      for (let batch = 0; batch < 80; batch += 1) await insertBatch(id, { stored: 10 })
      isStored = true
    })()
    while (!isStored) {
      const { run, recentRuns, rate, ledgerId } = await read()
      expect(recentRuns[0]).toEqual(run)
      expect(run?.batches).toBe(Number(ledgerId))
      const received = rate.reduce((sum, point) => sum + point.received, 0)
      expect(received).toBeLessThanOrEqual(run?.ledger.received ?? 0)
    }
    await storing
  })

  it('keep the runs of when they were read where the database is away, and no rate', async () => {
    const id = await insertRun('running')
    for (let seconds = 1; seconds <= 10; seconds += 1) await insertBatchAgo(id, seconds, 50)
    const figures = await read()
    const away = unreachable(figures, 'No answer within 3 s')
    expect(away).toMatchObject({
      run: { id },
      currentRate: { kind: 'unknown' },
      database: { reachable: false, readAt: figures.database.readAt },
    })
  })
})
