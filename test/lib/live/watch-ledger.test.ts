import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { watchLedger } from '@/lib/live/watch-ledger'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { eventually } from '@/test/support/pipeline'
import { type FaultyDatabase, useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
/** So short that a test sees what happens between two of them. */
const OFTEN = { testMs: 500, pollMs: 100, deafRetryMs: 1_000 }

let faulty: FaultyDatabase
let run: number
let told: (LedgerNotice | null)[]
let unwatch: () => void

beforeEach(async () => {
  run = await makeRun()
  faulty = await useFaultyDatabase()
  told = []
})
afterEach(async () => {
  unwatch()
  await faulty.close()
})

const batches = () => told.filter((notice) => notice?.batchId)
const storedInAll = () => batches().reduce((sum, notice) => sum + (notice?.stored ?? 0), 0)
const hears = () => eventually(async () => told.includes(null))
const listeners = () =>
  services.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
  )

function watch(intervals: Parameters<typeof watchLedger>[1] = OFTEN) {
  unwatch = watchLedger((notice) => void told.push(notice), intervals)
}

describe('the ledger is watched', () => {
  it('by notifications where they arrive', async () => {
    watch({ pollMs: 3_600_000 })
    await hears()
    await store(run, [maskedLogin(), maskedLogin({ messageId: 'the last one' })])
    await eventually(async () => batches().length === 1)
    expect(batches()[0]).toMatchObject({ runId: run, stored: 2 })
    expect(batches()[0]?.sample.map(([messageId]) => messageId)).toContain('the last one')
  })

  it('by no connection any more once nobody watches', async () => {
    watch()
    await hears()
    expect(await listeners()).toHaveLength(1)
    unwatch()
    await eventually(async () => (await listeners()).length === 0)
  })

  it('by looking at it where notifications are lost, and tells the same, once', async () => {
    faulty.deafen(true)
    watch()
    await store(run, [maskedLogin({ messageId: 'before it knew' })])
    await eventually(async () => batches().length === 1)
    const sentAt = new Date('2026-11-21T10:00:00.123Z')
    await store(run, [maskedLogin({ messageId: 'a message', sentAt }), maskedLogin()])
    await store(run, [maskedLogin()])
    await eventually(async () => batches().length === 3)
    expect(storedInAll()).toBe(4)
    expect(batches()[1]?.sample).toContainEqual(['a message', sentAt.getTime()])
    await services.query('UPDATE ingest_runs SET ended_at = clock_timestamp()')
    const before = told.length
    await eventually(async () => told.length > before)
    expect(told.at(-1)).toMatchObject({ runId: run, batchId: null })
  })

  it('and misses no batch that was stamped before another, and committed after it', async () => {
    faulty.deafen(true)
    watch()
    const slow = new pg.Client({ connectionString: services.databaseUrl() })
    await slow.connect()
    await slow.query('BEGIN')
    await slow.query(
      `INSERT INTO ingest_batches (run_id, lane, received, stored, duplicates, rejected, failed,
         started_at) VALUES ($1, 1, 7, 7, 0, 0, 0, now())`,
      [run],
    )
    await store(run, [maskedLogin()])
    await eventually(async () => storedInAll() === 1)
    await slow.query('COMMIT')
    await eventually(async () => storedInAll() === 8)
    await slow.end()
  })

  it('tells each batch once while notifications get lost and come back', async () => {
    watch()
    let stored = 0
    for (const deaf of [true, false, true, false]) {
      faulty.deafen(deaf)
      for (let batch = 0; batch < 15; batch += 1) {
        await store(run, [maskedLogin()])
        stored += 1
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    await eventually(async () => storedInAll() >= stored)
    await hears()
    expect(storedInAll()).toBe(stored)
    expect(new Set(batches().map((notice) => notice?.batchId)).size).toBe(stored)
  })

  it('over a new connection where the old one went silent, and misses nothing meanwhile', async () => {
    watch()
    await hears()
    const [old] = await listeners()
    faulty.forgetListeners()
    await store(run, [maskedLogin()])
    await eventually(async () => storedInAll() === 1)
    await eventually(async () => (await listeners()).some(({ pid }) => pid !== old?.pid))
    told.length = 0
    await hears()
    await store(run, [maskedLogin()])
    await eventually(async () => storedInAll() === 1)
  })
})
