import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { startRun } from '@/lib/ingest/start-run'
import { openQueue } from '@/lib/queue/open-queue'
import { random } from '@/lib/sample/random'
import {
  COUNT,
  expectBalanced,
  expectNothingLost,
  fill,
  kept,
  logins,
  useImpatientQueue,
  VISIBILITY_TIMEOUT_SECONDS,
} from '@/test/support/fixtures/lossless'
import { eventually, sendAll } from '@/test/support/pipeline'
import { startCli } from '@/test/support/programs/cli'
import { testSeed } from '@/test/support/seed'

const SEED = testSeed()
const kills = random(SEED, 'kills')
const services = useImpatientQueue()

const batches = () => database().ingestBatch.count({ where: { stored: { gt: 0 } } })

describe('a process killed in mid-run', () => {
  it('leaves every message to be stored or rejected exactly once by the next', async () => {
    let killed = 0
    for (let round = 0; round < 3; round += 1) {
      // Each has work of its own: what the one before held is hidden for a while.
      await sendAll(logins.slice(round * 1_300, round === 2 ? COUNT : (round + 1) * 1_300))
      const before = await batches()
      const { child, ended } = startCli('ingest')
      await Promise.race([eventually(async () => (await batches()) > before, 90), ended])
      await sleep(kills() * 120)
      if (child.kill('SIGKILL')) killed += 1
      await ended
    }
    expect(killed).toBeGreaterThan(1)
    expect(await kept()).toBeGreaterThan(0)
    await sleep(VISIBILITY_TIMEOUT_SECONDS * 1_000)
    const run = await drain({ startedBy: 'test' })
    expectBalanced(run)
    await expectNothingLost(services)
    const states = await database().ingestRun.groupBy({ by: ['state'], _count: true })
    expect(states.every(({ state }) => state !== 'stopping')).toBe(true)
  }, 240_000)
})

describe('stopping in mid-run', () => {
  it('stores and acknowledges the batches in hand, and leaves the rest on the queue', async () => {
    await fill()
    const stopping = new AbortController()
    const draining = drain({ startedBy: 'test', signal: stopping.signal })
    await eventually(async () => (await batches()) > 0)
    const stoppedAtMs = performance.now()
    stopping.abort()
    const run = await draining
    expect(performance.now() - stoppedAtMs).toBeLessThan(10_000)
    expect(run.state).toBe('stopped')
    expectBalanced(run)
    expect(run.ledger).toMatchObject({ acknowledged: run.ledger.received, failed: 0 })
    expect(run.ledger.received).toBeLessThan(COUNT)
    const { visible, inFlight } = await openQueue().depth()
    expect(visible + inFlight + run.ledger.received).toBe(COUNT)
    await drain({ startedBy: 'test' })
    await expectNothingLost(services)
  })

  it('is heard by a run that another process started', async () => {
    await fill()
    // Slow enough to be stopped in the middle.
    provideEnv({ VEILGATE_LANES: '1', VEILGATE_BATCH_SIZE: '10' })
    const { ended } = startCli('ingest', ['--json'])
    provideEnv({ VEILGATE_LANES: '', VEILGATE_BATCH_SIZE: '' })
    await eventually(async () => (await batches()) > 0)
    const { id } = await database().ingestRun.findFirstOrThrow()
    expect(await requestRunStop(id)).toBe(true)
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ runId: id, balanced: true })
    expect(JSON.parse(stdout).received).toBeLessThan(COUNT)
    expect(await database().ingestRun.findUnique({ where: { id } })).toMatchObject({
      state: 'stopped',
    })
  })

  it('shows the run that is active to whoever starts a second', async () => {
    await fill()
    const first = await startRun({ mode: 'drain', startedBy: 'a' })
    const second = await startRun({ mode: 'drain', startedBy: 'b' })
    expect(first.kind).toBe('started')
    expect(second).toEqual({ kind: 'already-running', runId: first.runId })
    await requestRunStop(first.runId)
    await eventually(async () => {
      const run = await database().ingestRun.findUnique({ where: { id: first.runId } })
      return run?.endedAt != null
    })
  })
})
