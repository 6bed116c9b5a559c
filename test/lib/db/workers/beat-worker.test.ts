import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { takeLease } from '@/lib/db/leases/take-lease'
import { askWorker } from '@/lib/db/workers/ask-worker'
import { beatWorker, type WorkerReport } from '@/lib/db/workers/beat-worker'
import { endWorker } from '@/lib/db/workers/end-worker'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { sweepWorkers } from '@/lib/db/workers/sweep-workers'
import { insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })

const REPORT: WorkerReport = {
  key: randomUUID(),
  kind: 'worker',
  host: 'a-host',
  pid: 7,
  version: '1.2.3',
  state: 'following',
  runId: null,
  lanes: 4,
  lanesReason: null,
  rate: 12.5,
  problem: null,
  queueReachedSecondsAgo: 1,
  lastMessageSecondsAgo: null,
}

describe('a process that ingests by itself', () => {
  it('is heard of anew with each heartbeat, and as it is by then', async () => {
    await beatWorker(REPORT)
    await query("UPDATE ingest_workers SET heartbeat_at = heartbeat_at - interval '1 minute'")
    expect((await listWorkers()).map(({ isSilent }) => isSilent)).toEqual([true])
    await beatWorker({ ...REPORT, lanes: 2, problem: 'The queue is away' })
    expect(await listWorkers()).toMatchObject([
      { isSilent: false, lanes: 2, problem: 'The queue is away' },
    ])
  })

  it('gives back what it held as it ends, and is asked for nothing more', async () => {
    await beatWorker(REPORT)
    const other = randomUUID()
    expect(await takeLease('follow', REPORT.key, 60)).toBe(true)
    expect(await askWorker(REPORT.key, { isPaused: true })).toBe(true)
    expect(await takeLease('follow', other, 60)).toBe(false)
    await endWorker(REPORT.key)
    expect(await takeLease('follow', other, 60)).toBe(true)
    expect(await askWorker(REPORT.key, { isPaused: false })).toBe(false)
    expect(await listWorkers()).toMatchObject([{ state: 'ended', isSilent: false, isPaused: true }])
  })

  it('leaves no run that goes on for ever behind', async () => {
    const [silent] = [await insertRun('silent'), await insertRun('running')]
    expect(await sweepWorkers()).toEqual([silent])
    expect(await query('SELECT state::text FROM ingest_runs ORDER BY id')).toEqual([
      { state: 'interrupted' },
      { state: 'running' },
    ])
  })
})
