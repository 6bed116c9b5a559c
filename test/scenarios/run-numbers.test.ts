import { chmodSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { claimRun, reenterRun } from '@/lib/db/runs/claim-run'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { stopPostgres } from '@/lib/embedded/postgres'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { provideEnv } from '@/lib/env'
import { DRAIN, insertBatch, insertRun } from '@/test/support/factories/runs'
import { createOlderDatabase } from '@/test/support/fixtures/older-database'
import { startProductPostgres } from '@/test/support/servers/own-postgres'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

async function claim(): Promise<number> {
  const claimed = await claimRun(DRAIN, { beside: true })
  if (claimed.kind !== 'started') throw new Error('The run was not started.')
  return claimed.run.id
}

describe('the number of a run', () => {
  it('is one more than the last after the database crashed', async () => {
    const dataDir = makeTestFolder('veilgate-crash-')
    chmodSync(dataDir, 0o711)
    makeDataDir(dataDir)
    const { url, folder } = await startProductPostgres(dataDir, { throwaway: true })
    try {
      await migrateDatabase(url)
      await use(url)
      const before = [await claim(), await claim(), await claim()]
      expect(before).toEqual([1, 2, 3])
      await crash(folder)
      await use((await startProductPostgres(dataDir, { throwaway: true })).url)
      expect(await claim()).toBe(4)
    } finally {
      await use(services.databaseUrl())
      await stopPostgres(dataDir)
      removeDataDir(dataDir)
    }
    // It makes a cluster of its own.
  }, 240_000)

  it('is not used up by a start that fails, or that gives way to a run', async () => {
    expect(await claim()).toBe(1)
    await expect(
      claimRun({ ...DRAIN, startedBy: 'x'.repeat(400) }, { beside: true }),
    ).rejects.toThrow()
    expect(await claimRun(DRAIN, { beside: false })).toEqual({ kind: 'already-running', runId: 1 })
    expect((await reenterRun(DRAIN)).id).toBe(2)
  })

  it('is had by one run alone, however many start at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, claim))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
  })

  it.each([
    ['stands behind its rows', 'UPDATE run_counter SET last_number = 1'],
    ['is missing', 'DELETE FROM run_counter'],
  ])(
    'is that of no row where the counter %s, as after a restore of rows alone',
    async (_, damage) => {
      await insertRun('finished', { id: 40 })
      await services.query(damage)
      expect(await claim()).toBe(41)
      // As a failover to a server that was behind leaves it: the run is gone, its batch is there.
      await insertBatch(60, { stored: 1 })
      await services.query(damage)
      expect(await claim()).toBe(61)
    },
  )

  it('goes on after those that a version with a sequence gave out', async () => {
    const url = await createOlderDatabase('20261127004000')
    await use(url)
    const before = [await olderRun(url), await olderRun(url)]
    await migrateDatabase(url)
    expect(await claim()).toBe((before.at(-1) ?? 0) + 1)
    // A program of that version may be running for as long as the upgrade is rolled out.
    expect(await olderRun(url)).toBe((before.at(-1) ?? 0) + 2)
    await use(services.databaseUrl())
  })
})

/** Starts a run as every version has: its number is the column's default. */
async function olderRun(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO ingest_runs (mode, state, started_by, lanes)
       VALUES ('drain', 'finished', 'older', 1) RETURNING id`,
    )
    return rows[0]?.id ?? 0
  } finally {
    await client.end()
  }
}

/** Ends a server as a crash does, without a word to its sessions or to its disk. */
async function crash(folder: string) {
  const server = runningPostgres(folder)
  if (server === null) throw new Error('It does not run.')
  process.kill(server.pid, 'SIGQUIT')
  while (runningPostgres(folder) !== null) await sleep(20)
}

async function use(url: string) {
  await closeDatabase()
  provideEnv({ DATABASE_URL: url })
}
