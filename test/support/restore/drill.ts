import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { provideEnv } from '@/lib/env'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import { openQueue } from '@/lib/queue/open-queue'
import { erasureFilePath } from '@/lib/reveal/erase/erasure-file'
import { reveal } from '@/lib/reveal/reveal'
import { generateLogins } from '@/lib/sample/generate-logins'
import { erase, loginsOf, wrongRollups } from '@/test/support/fixtures/erasure'
import { bodyWith, ledgerTotals, PASSPHRASE, sendAll, testRun } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { asAdmin, justified } from '@/test/support/reveal'
import type { TestServices } from '@/test/support/services'

/** Short, since messages that nobody acknowledged have to come again. */
export const DRILL = { visibilityTimeoutSeconds: 4, maxReceiveCount: 1_000 }
/** Stored before the backup, and not acknowledged by the time of it. */
export const UNACKNOWLEDGED = 10

const ANN = { ip: '203.0.113.1', device_id: '111-22-3333' }
const BOB = { ip: '203.0.113.2', device_id: '111-22-4444' }

/** What is known of an installation beside its database. */
export type Drill = { sent: number; annsTokens: string[] }

export async function useDatabase(url: string) {
  await closeDatabase()
  provideEnv({ DATABASE_URL: url })
}

/** An installation with keys, and with ann, whom it will have to forget; one in ten messages is rejected. */
export async function startDrill({ dataDir }: Pick<TestServices, 'dataDir'>): Promise<Drill> {
  const folder = `${dataDir()}/${randomUUID()}`
  provideEnv({ VEILGATE_DATA_DIR: folder, VEILGATE_KEYS_DIR: `${folder}/keys` })
  await initQuickKeys(PASSPHRASE)
  const drill: Drill = { sent: 0, annsTokens: [] }
  const people = [bodyWith({ user_id: 'ann', ...ANN }), bodyWith({ user_id: 'bob', ...BOB })]
  await send(drill, [...people, ...generateLogins({ count: 200, seed: 1, malformed: 0.1 })])
  expect((await drain({ startedBy: 'test' })).state).toBe('finished')
  drill.annsTokens = (await loginsOf('ann')).flatMap(({ maskedIp, maskedDeviceId }) => [
    maskedIp ?? '',
    maskedDeviceId ?? '',
  ])
  return drill
}

export async function send(drill: Drill, bodies: readonly string[]) {
  await sendAll(bodies)
  drill.sent += bodies.length
}

/** As a process leaves it that is killed between its commit and the acknowledgement. */
export async function storeUnacknowledged(drill: Drill) {
  await send(drill, [...generateLogins({ count: UNACKNOWLEDGED, seed: 2 })])
  const run = await testRun()
  let stored = 0
  while (stored < UNACKNOWLEDGED) {
    const messages = await openQueue().receive({ waitSeconds: 1 })
    const place = { key: randomUUID(), run: run.claimed, lane: 0, ageMs: 0 }
    stored += (await storeBatch(await prepareBatch(messages, run.tools), place, 9_000)).stored
  }
  await database().ingestRun.updateMany({ data: { state: 'finished' } })
}

/** Erases ann where the database is that will be lost; the list in the data folder is not. */
export async function eraseAnn() {
  expect((await erase('ann')).kind).toBe('erased')
}

/** Erases again what the list says, as the runbook does before anything ingests. @returns how many were here again. */
export async function replay(): Promise<number> {
  const { code, stdout, stderr } = await runCli('keys', ['erase', '--replay', erasureFilePath()])
  expect(code, stderr).toBe(0)
  return Number(/erased again: (\d+)$/m.exec(stdout)?.[1])
}

/** Ingests what waits, what comes again, and some more. @returns the run's ledger. */
export async function goOn(drill: Drill) {
  await send(drill, [...generateLogins({ count: 100, seed: 3, malformed: 0.1 })])
  const run = await drain({ startedBy: 'test' })
  expect(run).toMatchObject({ state: 'finished', problem: null })
  return run.ledger
}

/**
 * The ledger is right, each message is kept once, sequences stand where they should, rollups count what
 * is there, ann is forgotten, and bob can be revealed.
 * @param lost messages that were acknowledged after the moment that was restored.
 */
export async function expectWhole({ sent, annsTokens }: Drill, lost = 0) {
  expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  const [kept] = await database().$queryRaw<object[]>`
    WITH one AS (SELECT message_id FROM user_logins UNION ALL SELECT message_id FROM rejected_messages)
    SELECT count(*)::int AS rows, count(DISTINCT message_id)::int AS messages FROM one`
  expect(kept).toEqual({ rows: sent - lost, messages: sent - lost })
  const { stored, rejected } = await ledgerTotals()
  expect(stored).toBe(await database().userLogin.count())
  expect(rejected).toBe(await database().rejectedMessage.count())
  const unbalanced = await database().$queryRaw`
    SELECT id FROM ingest_batches WHERE received <> stored + duplicates + rejected + failed`
  expect(unbalanced).toEqual([])
  expect((await checkDatabase()).warnings.join()).not.toContain('stood behind')
  expect(await advanceSequences()).toEqual([])
  await foldAll()
  expect(await wrongRollups()).toEqual([])
  await expectForgotten(annsTokens)
  const [bob] = await loginsOf('bob')
  const tokens = [bob?.maskedIp ?? '', bob?.maskedDeviceId ?? '']
  const shown = await reveal(asAdmin, { ...justified, tokens })
  if (shown.kind !== 'revealed') throw new Error(shown.kind)
  expect(shown.values).toMatchObject([{ original: BOB.ip }, { original: BOB.device_id }])
}

async function expectForgotten(annsTokens: string[]) {
  expect(await database().vaultEntry.count({ where: { token: { in: annsTokens } } })).toBe(0)
  const anns = await loginsOf('ann')
  expect(anns.length).toBeGreaterThan(0)
  for (const { maskedIp, maskedDeviceId } of anns) {
    expect([maskedIp, maskedDeviceId].join()).toMatch(/^ip1_erased_\w+,dv1_erased_\w+$/)
  }
}
