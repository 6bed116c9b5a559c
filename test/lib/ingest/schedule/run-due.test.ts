import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { findDue } from '@/lib/db/plan/find-due'
import { readSchedule } from '@/lib/db/plan/read-schedule'
import { saveSchedule } from '@/lib/db/plan/save-schedule'
import { settleDue } from '@/lib/db/plan/settle-due'
import { stopAllRuns } from '@/lib/ingest/active'
import { runDue } from '@/lib/ingest/schedule/run-due'
import { HOUR_MS } from '@/lib/model/time/units'
import { insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'

usePipeline()

let proxy: QueueProxy | undefined

afterEach(async () => {
  await stopAllRuns()
  proxy?.close()
  proxy = undefined
})

const dueSince = (hours: number) =>
  saveSchedule({
    cron: '0 * * * *',
    timeZone: 'UTC',
    nextDueAt: new Date(Date.now() - hours * HOUR_MS),
    by: 'ann@example.com',
  })

const runs = () => database().ingestRun.findMany({ where: { startedBy: 'schedule' } })

describe('a schedule', () => {
  it('starts nothing without one, or before its time', async () => {
    await runDue()
    await dueSince(-1)
    await runDue()
    expect(await runs()).toEqual([])
  })

  it('keeps to its next time once the clock was put back that it was reckoned by', async () => {
    await dueSince(-40 * 24)
    await runDue()
    expect(await runs()).toEqual([])
    const nextMs = Date.parse((await readSchedule())?.nextDueAt ?? '')
    expect(nextMs % HOUR_MS).toBe(0)
    expect(nextMs - Date.now()).toBeLessThanOrEqual(HOUR_MS)
    await runDue()
    expect(Date.parse((await readSchedule())?.nextDueAt ?? '')).toBe(nextMs)
  })

  it('starts one drain for all the times that were missed, and then waits for the next', async () => {
    await dueSince(40)
    await runDue()
    await runDue()
    expect(await runs()).toMatchObject([{ mode: 'drain' }])
    const schedule = await readSchedule()
    const nextMs = Date.parse(schedule?.nextDueAt ?? '') - Date.now()
    expect(nextMs).toBeGreaterThan(0)
    expect(nextMs).toBeLessThanOrEqual(HOUR_MS)
    expect(schedule).toMatchObject({ lastRunId: (await runs())[0]?.id, lastOutcome: null })
  })

  it('starts one drain where several processes see that it is due', async () => {
    await dueSince(1)
    await Promise.all([runDue(), runDue(), runDue()])
    expect(await runs()).toHaveLength(1)
  })

  it('starts none beside a run that is active, and says so', async () => {
    const active = await insertRun('running')
    await dueSince(1)
    await runDue()
    expect(await runs()).toEqual([])
    expect(await readSchedule()).toMatchObject({
      lastRunId: active,
      lastOutcome: `Run ${active} was active already and received what waited.`,
    })
  })

  it('is left alone by who saw another that was due, or an earlier time of it', async () => {
    await dueSince(2)
    const due = await findDue()
    if (due === null) throw new Error('not due')
    const settle = (change: Partial<typeof due>) =>
      settleDue({ ...due, ...change }, { nextDueAt: null, runId: null, outcome: 'Settled' })
    await dueSince(1)
    const before = await readSchedule()
    await settle({})
    await settle({ dueAt: new Date(before?.nextDueAt ?? ''), cron: '1 * * * *' })
    await settle({ dueAt: new Date(before?.nextDueAt ?? ''), timeZone: 'Europe/Berlin' })
    expect(await readSchedule()).toEqual(before)
  })

  it('stays due while the queue is away, says why, and is caught up after', async () => {
    proxy = await proxyQueue()
    proxy.cut()
    await dueSince(1)
    await runDue()
    expect(await runs()).toEqual([])
    expect((await readSchedule())?.lastOutcome).toMatch(/It is tried again\.$/)
    await proxy.mend()
    await runDue()
    expect(await runs()).toHaveLength(1)
    expect((await readSchedule())?.lastOutcome).toBeNull()
  })

  it('says nothing of how the one before it went', async () => {
    await insertRun('running')
    await dueSince(1)
    await runDue()
    expect((await readSchedule())?.lastOutcome).not.toBeNull()
    await dueSince(-1)
    expect((await readSchedule())?.lastOutcome).toBeNull()
  })
})
