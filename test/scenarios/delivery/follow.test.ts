import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { stopAllRuns } from '@/lib/ingest/active'
import { startFolding, stopFolding } from '@/lib/ingest/fold-loop'
import { startWorker, stopWorker } from '@/lib/ingest/worker/worker'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import {
  expectNothingLost,
  kept,
  logins,
  useImpatientQueue,
} from '@/test/support/fixtures/lossless'
import { eventually, sendAll } from '@/test/support/pipeline'
import { type CliRun, startCli } from '@/test/support/programs/cli'
import { proxyQueue, type QueueProxy } from '@/test/support/proxies/queue-proxy'
import { admin } from '@/test/support/services'
import { trackedRuns } from '@/test/support/tracked-runs'

const services = useImpatientQueue()
const OUTAGE_MS = 3_000
const sent = logins.slice(0, 2_000)
/** Marked within 15 s of the last heartbeat. */
const MARKED_SECONDS = 15

const started: CliRun[] = []
let proxy: QueueProxy | undefined

afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
  await stopWorker()
  await stopAllRuns()
  await stopFolding()
  proxy?.close()
  proxy = undefined
})

/** Two workers in processes of their own, and this process as a console that follows. */
async function startAll(): Promise<[CliRun, CliRun]> {
  startFolding()
  await setFollowed(true, 'ann@example.com')
  startWorker('console')
  const workers: [CliRun, CliRun] = [startCli('worker'), startCli('worker')]
  started.push(...workers)
  await areAll('following', 3)
  return workers
}

const areAll = (state: string, count: number) =>
  eventually(async () => {
    const workers = await listWorkers()
    return workers.filter((one) => one.state === state && !one.isSilent).length === count
  })

/** Every message is kept, and what was delivered again, as on a busy machine, is acknowledged as well. */
const isAllKept = () =>
  eventually(async () => {
    if ((await kept()) !== sent.length) return false
    const { visible, inFlight } = await openQueue().depth()
    return visible + inFlight === 0
  }, 90)

async function endAll() {
  for (const { child } of started) child.kill('SIGTERM')
  await stopWorker()
  for (const { ended } of started.splice(0)) expect((await ended).code).toBe(0)
}

describe('two workers and a console that follow one queue', () => {
  it('store every message once, and each takes part', async () => {
    await startAll()
    await sendAll(sent)
    await isAllKept()
    await endAll()
    await expectNothingLost(services, sent.length)
    const runs = await database().ingestRun.findMany()
    expect(runs).toHaveLength(3)
    expect(runs.every(({ mode, state }) => mode === 'follow' && state === 'stopped')).toBe(true)
  }, 180_000)

  it('go on without one that was killed, which is marked, its run interrupted', async () => {
    const [killed] = await startAll()
    await sendAll(sent.slice(0, 1_000))
    await eventually(async () => (await kept()) > 0)
    killed.child.kill('SIGKILL')
    const pid = killed.child.pid ?? 0
    await sendAll(sent.slice(1_000))
    await eventually(async () => {
      return (await listWorkers()).some((one) => one.pid === pid && one.isSilent)
    }, MARKED_SECONDS)
    const { runId } = await database().ingestWorker.findFirstOrThrow({ where: { pid } })
    await eventually(async () => {
      const run = await database().ingestRun.findUniqueOrThrow({ where: { id: runId ?? 0 } })
      return run.state === 'interrupted' && run.endedAt !== null
    }, MARKED_SECONDS)
    started.splice(started.indexOf(killed), 1)
    await isAllKept()
    await endAll()
    await expectNothingLost(services, sent.length)
  }, 180_000)

  it('go on by themselves after the database was away, in the same runs', async () => {
    await startAll()
    await sendAll(sent.slice(0, 1_000))
    await eventually(async () => (await kept()) > 0)
    const name = new URL(services.databaseUrl()).pathname.slice(1)
    await admin(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`)
    await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
    await sendAll(sent.slice(1_000))
    await sleep(OUTAGE_MS)
    await admin(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`)
    await closeDatabase()
    await isAllKept()
    await areAll('following', 3)
    expect(await database().ingestRun.count()).toBe(3)
    await endAll()
    await expectNothingLost(services, sent.length)
  }, 180_000)

  it('wait for a queue that is away, say so, and go on once it is back', async () => {
    proxy = await proxyQueue()
    await startAll()
    proxy.cut()
    await areAll('waiting', 3)
    expect((await listWorkers()).every(({ problem }) => problem?.startsWith('Receiving'))).toBe(
      true,
    )
    await proxy.mend()
    await sendAll(sent)
    await isAllKept()
    await areAll('following', 3)
    await endAll()
    await expectNothingLost(services, sent.length)
  }, 180_000)
})

it('a run that is long enough is cut, and the next one goes on', async () => {
  await setFollowed(true, 'ann@example.com')
  startWorker('console')
  await eventually(async () => (await listWorkers())[0]?.state === 'following')
  const [first] = await database().ingestRun.findMany()
  // Its first turn finds the run full.
  for (const run of trackedRuns()) run.tally.batches = 2_000
  await sendAll([...generateLogins({ count: 3, seed: 9 })])
  await eventually(async () => (await database().ingestRun.count()) === 2)
  const ended = await database().ingestRun.findUniqueOrThrow({ where: { id: first?.id ?? 0 } })
  expect(ended).toMatchObject({ state: 'finished', problem: null })
  await sendAll([...generateLogins({ count: 3, seed: 10 })])
  await eventually(async () => (await database().userLogin.count()) === 6)
})
