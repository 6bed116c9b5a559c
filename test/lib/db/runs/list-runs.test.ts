import { describe, expect, it } from 'vitest'
import { listBatches } from '@/lib/db/ledger/list-batches'
import { findRun } from '@/lib/db/runs/find-run'
import { listRunStarters } from '@/lib/db/runs/list-run-starters'
import { listRuns, type RunsFilter } from '@/lib/db/runs/list-runs'
import { RUN_STATES } from '@/lib/model/pipeline/ledger'
import { batchesQuery } from '@/lib/model/query/batches-query'
import { runsQuery } from '@/lib/model/query/runs-query'
import { insertBatch, insertRun, RUN_NAMES } from '@/test/support/factories/runs'
import { throughUrl } from '@/test/support/proxies/through-url'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })

describe('a run', () => {
  it('adds its batches up, and balances', async () => {
    const id = await insertRun('finished', { seconds: 4 })
    await insertBatch(id, { stored: 90, duplicates: 2, rejected: 8, acknowledged: 100 })
    await insertBatch(id, { stored: 40, failed: 10, acknowledged: 40 })
    await insertBatch(await insertRun(), { stored: 7 })
    const run = await findRun(id)
    expect(run?.ledger).toEqual({
      received: 150,
      stored: 130,
      duplicates: 2,
      rejected: 8,
      failed: 10,
      acknowledged: 140,
      balanced: true,
    })
    expect(run?.batches).toBe(2)
    expect(run?.seconds).toBeCloseTo(4, 1)
  })

  it('says by its ledger when a batch does not add up', async () => {
    const id = await insertRun()
    await query('ALTER TABLE ingest_batches DROP CONSTRAINT ingest_batches_balanced')
    await insertBatch(id, { stored: 90 })
    await query('UPDATE ingest_batches SET stored = 80')
    expect((await findRun(id))?.ledger).toMatchObject({ received: 90, balanced: false })
  })

  it('counts nothing before its first batch, and is null where there is none', async () => {
    const id = await insertRun()
    expect((await findRun(id))?.ledger).toMatchObject({ received: 0, stored: 0, balanced: true })
    expect(await findRun(id + 1)).toBeNull()
  })

  it('works until now while its process is heard of, and is interrupted since it was not', async () => {
    const id = await insertRun('running', { seconds: 60 })
    const working = await findRun(id)
    expect(working?.state).toBe('running')
    expect(working?.seconds).toBeGreaterThanOrEqual(60)
    const lost = await findRun(await insertRun('silent', { seconds: 60 }))
    expect(lost?.state).toBe('interrupted')
    expect(lost?.seconds).toBeCloseTo(30, 0)
  })
})

describe('pages of runs and batches', () => {
  it('go forth and back, newest first', async () => {
    const made: number[] = []
    for (let n = 0; n < 5; n += 1) made.push(await insertRun())
    const expected = made.toReversed()
    const first = await listRuns({ limit: 2 })
    const second = await listRuns({ limit: 2, cursor: throughUrl(runsQuery, first.next) })
    const third = await listRuns({ limit: 2, cursor: throughUrl(runsQuery, second.next) })
    const seen = [first, second, third].flatMap((page) => page.rows.map((run) => run.id))
    expect(seen).toEqual(expected)
    expect(third.next).toBeNull()
    const back = await listRuns({ limit: 2, cursor: throughUrl(runsQuery, third.previous) })
    expect(back.rows).toEqual(second.rows)
  })

  it('keep to the one run', async () => {
    const [one, other] = [await insertRun(), await insertRun()]
    const made: string[] = []
    for (let n = 0; n < 3; n += 1) {
      made.push(await insertBatch(one, { stored: n }))
      await insertBatch(other, { stored: 1 })
    }
    const first = await listBatches({ runId: one, limit: 2 })
    const second = await listBatches({
      runId: one,
      limit: 2,
      cursor: throughUrl(batchesQuery, first.next),
    })
    expect([...first.rows, ...second.rows].map((batch) => batch.id)).toEqual(made.toReversed())
    expect(first.rows[0]?.ledger).toMatchObject({ received: 2, stored: 2, balanced: true })
    expect(second.next).toBeNull()
  })
})

describe('runs that are filtered', () => {
  const idsOf = async (filter: RunsFilter) =>
    (await listRuns({ limit: 50, filter })).rows.map(({ id }) => id)

  it('are those of the state that is shown, silent ones among the interrupted', async () => {
    const made = new Map<string, number>()
    for (const name of RUN_NAMES) made.set(name, await insertRun(name))
    for (const state of RUN_STATES) {
      const { rows } = await listRuns({ limit: 50, filter: { state } })
      expect(rows.every((run) => run.state === state)).toBe(true)
      const names = state === 'interrupted' ? ['interrupted', 'silent'] : [state]
      expect(new Set(rows.map(({ id }) => id))).toEqual(
        new Set(names.map((name) => made.get(name))),
      )
    }
  })

  it('are those of a day and of a person, page by page', async () => {
    const made: number[] = []
    for (let n = 0; n < 5; n += 1) made.push(await insertRun())
    const [first, second, third, fourth, last] = made as [number, number, number, number, number]
    await query('UPDATE ingest_runs SET started_at = $1', ['2026-11-17T12:00:00Z'])
    const move = 'UPDATE ingest_runs SET started_at = $1 WHERE id = $2'
    await query(move, ['2026-11-16T22:59:59.999Z', first])
    await query(move, ['2026-11-16T23:00:00Z', second])
    await query(move, ['2026-11-17T23:00:00Z', last])
    await query("UPDATE ingest_runs SET started_by = 'cron' WHERE id = $1", [third])
    const day = {
      startedFromMs: Date.parse('2026-11-17T00:00+01:00'),
      startedToMs: Date.parse('2026-11-18T00:00+01:00'),
    }
    expect(await idsOf(day)).toEqual([fourth, third, second])
    expect(await idsOf({ ...day, startedBy: 'cron' })).toEqual([third])
    expect(await idsOf({ startedBy: 'nobody' })).toEqual([])
    expect(await listRunStarters()).toEqual(['cron', 'somebody@example.com'])
    const page = await listRuns({ limit: 2, filter: day })
    const rest = await listRuns({
      limit: 2,
      filter: day,
      cursor: throughUrl(runsQuery, page.next, { range: 'yesterday' }),
    })
    expect(rest.rows.map(({ id }) => id)).toEqual([second])
    expect(rest.next).toBeNull()
  })
})
