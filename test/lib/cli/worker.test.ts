import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { env, provideEnv } from '@/lib/env'
import { generateLogins } from '@/lib/sample/generate-logins'
import { forgetMonths, partitionLogins } from '@/test/support/database/partition-logins'
import { monthAgo } from '@/test/support/fixtures/aged-logins'
import { eventually, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'
import { type CliRun, startCli } from '@/test/support/programs/cli'

const services = usePipeline()
/** What orchestrators are told to give a worker; docs/operations.md. */
const GRACE_MS = 10_000

let started: CliRun | undefined
beforeEach(async () => {
  await services.query('TRUNCATE login_minutes, unfolded_batches, partition_upkeep')
})
afterEach(() => {
  started?.child.kill('SIGKILL')
  started = undefined
})

/** With the token key and the public key alone. */
function startWorker(command = 'worker', flags: string[] = []): CliRun {
  const keysDir = env().VEILGATE_KEYS_DIR
  const few = join(services.dataDir(), 'few-keys')
  mkdirSync(few, { recursive: true, mode: 0o700 })
  for (const name of ['token.key.json', 'vault.pub.json']) {
    copyFileSync(join(keysDir, name), join(few, name))
  }
  provideEnv({ VEILGATE_KEYS_DIR: few })
  started = startCli(command, flags)
  provideEnv({ VEILGATE_KEYS_DIR: keysDir })
  return started
}

describe('npm run worker', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends at %s within its grace period with code 0',
    async (signal) => {
      await sendAll([...generateLogins({ count: 3_000, seed: 1 })])
      const { child, ended } = startWorker()
      await eventually(async () => (await ledgerTotals()).stored > 0)
      const signalledAtMs = performance.now()
      child.kill(signal)
      const { code, stderr } = await ended
      expect(code).toBe(0)
      expect(performance.now() - signalledAtMs).toBeLessThan(GRACE_MS)
      const { received, acknowledged, failed } = await ledgerTotals()
      expect([acknowledged, failed]).toEqual([received, 0])
      expect(await services.queue().depth()).toMatchObject({ inFlight: 0 })
      expect(stderr).not.toContain('"level":"error"')
      expect(await listWorkers()).toMatchObject([{ state: 'ended', pid: child.pid }])
    },
  )

  it('ends as soon while it waits for messages in a long poll', async () => {
    const { child, ended } = startWorker()
    await eventually(async () => (await listWorkers())[0]?.state === 'following')
    const signalledAtMs = performance.now()
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    expect(performance.now() - signalledAtMs).toBeLessThan(GRACE_MS)
  })

  it('makes the months of the logins ahead', async () => {
    await partitionLogins(services, 1)
    await forgetMonths(services, monthAgo(-1))
    startWorker()
    await eventually(async () => (await readLoginMonths()).monthsAhead === 2)
  })

  it('folds what it stores, without a console', async () => {
    await sendAll([...generateLogins({ count: 200, seed: 2 })])
    startWorker('ingest', ['--follow'])
    await eventually(async () => (await database().userLogin.count()) === 200)
    await eventually(async () => (await database().unfoldedBatch.count()) === 0)
    const { _sum } = await database().loginMinute.aggregate({ _sum: { logins: true } })
    expect(Number(_sum.logins)).toBe(200)
  })
})

describe('npm run ingest', () => {
  it('makes the months of the logins ahead', async () => {
    await partitionLogins(services, 1)
    await forgetMonths(services, monthAgo(-1))
    started = startCli('ingest', ['--json'])
    expect((await started.ended).code).toBe(0)
    expect(await readLoginMonths()).toMatchObject({ monthsAhead: 2, problem: null })
  })

  it('folds while it drains', async () => {
    await sendAll([...generateLogins({ count: 6_000, seed: 3 })])
    provideEnv({ VEILGATE_LANES: '1', VEILGATE_MAX_LANES: '1', VEILGATE_BATCH_SIZE: '20' })
    started = startCli('ingest', ['--json'])
    provideEnv({ VEILGATE_LANES: '', VEILGATE_MAX_LANES: '', VEILGATE_BATCH_SIZE: '' })
    // Some are folded while others still wait.
    await eventually(async () => {
      const { _sum } = await database().loginMinute.aggregate({ _sum: { logins: true } })
      const { visible } = await services.queue().depth()
      return Number(_sum.logins ?? 0) > 0 && visible > 0
    })
    started.child.kill('SIGTERM')
    expect((await started.ended).code).toBe(0)
  })
})
