import { describe, expect, it } from 'vitest'
import { findShownRuns } from '@/lib/db/runs/find-shown-runs'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })

const end = (run: number) =>
  query("UPDATE ingest_runs SET state = 'finished', ended_at = now() WHERE id = $1", [run])

describe('the shown runs', () => {
  it('are none before the first', async () => {
    expect(await findShownRuns(3)).toEqual({
      run: null,
      otherActiveRuns: 0,
      activeSince: null,
      recentRuns: [],
    })
  })

  it('are the newest active one, with the others counted; else the newest of all', async () => {
    const first = await insertRun('running')
    const second = await insertRun('stopping')
    const third = await insertRun()
    expect(await findShownRuns(3)).toMatchObject({ run: { id: second }, otherActiveRuns: 1 })
    await end(second)
    expect(await findShownRuns(3)).toMatchObject({ run: { id: first }, otherActiveRuns: 0 })
    await end(first)
    expect(await findShownRuns(3)).toMatchObject({
      run: { id: third },
      otherActiveRuns: 0,
      activeSince: null,
    })
  })

  it('are an active one of the queue before a redrive, however new, and a redrive before ended ones', async () => {
    const drain = await insertRun('running')
    const redrive = await insertRun('running')
    await query("UPDATE ingest_runs SET mode = 'redrive' WHERE id = $1", [redrive])
    for (let n = 0; n < 3; n += 1) await insertRun()
    expect(await findShownRuns(2)).toMatchObject({ run: { id: drain }, otherActiveRuns: 1 })
    await end(drain)
    const { run, otherActiveRuns, recentRuns } = await findShownRuns(2)
    expect([run?.id, run?.mode, otherActiveRuns]).toEqual([redrive, 'redrive', 0])
    expect(recentRuns).toHaveLength(2)
  })

  it('are the newest, beside one that is active and older than all of them', async () => {
    const active = await insertRun('running')
    const newer: number[] = []
    for (let n = 0; n < 3; n += 1) newer.push(await insertRun())
    const { run, recentRuns } = await findShownRuns(2)
    expect(run?.id).toBe(active)
    expect(recentRuns.map(({ id }) => id)).toEqual(newer.toReversed().slice(0, 2))
  })

  it('know since when there is an active one: the oldest counts', async () => {
    await insertRun('running', { seconds: 60 })
    await insertRun('running', { seconds: 5 })
    await insertRun('silent', { seconds: 600 })
    const { activeSince } = await findShownRuns(3)
    const [row] = await query<{ since: Date }>(
      "SELECT min(started_at) AS since FROM ingest_runs WHERE heartbeat_at > now() - interval '6 s'",
    )
    expect(activeSince).toEqual(row?.since)
  })

  it('say the same of a run twice, whatever is stored meanwhile', async () => {
    const id = await insertRun('running')
    let stored = 0
    const storing = (async () => {
      for (; stored < 60; stored += 1) await insertBatch(id, { stored: 10 })
    })()
    while (stored < 60) {
      const { run, recentRuns } = await findShownRuns(3)
      expect(recentRuns[0]).toEqual(run)
    }
    await storing
  })
})
