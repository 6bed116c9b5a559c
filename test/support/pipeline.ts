import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, beforeEach } from 'vitest'
import { database } from '@/lib/db/client'
import { claimRun } from '@/lib/db/runs/claim-run'
import { env } from '@/lib/env'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { createRun, type Progress, type Run, type RunOptions } from '@/lib/ingest/run'
import { loadMaskingTools } from '@/lib/keys/masking-tools'
import { openQueue } from '@/lib/queue/open-queue'
import { DRAIN } from '@/test/support/factories/runs'
import { initQuickKeys } from '@/test/support/quick-keys'
import { type TestServices, useServices } from '@/test/support/services'

export const PASSPHRASE = 'four lanterns by a quiet lake'

/** A database with keys, emptied before each test, and a queue of each test's own. */
export function usePipeline(options: Parameters<typeof useServices>[0] = {}): TestServices {
  const services = useServices(options)
  beforeAll(async () => {
    await initQuickKeys(PASSPHRASE)
  })
  beforeEach(emptyTables)
  return services
}

/** A login that is stored, if nothing of it is changed. */
export const GOOD = {
  user_id: '424cdd21-063a-43a7-b91b-7ca1a833afae',
  app_version: '2.3.0',
  device_type: 'android',
  ip: '203.0.113.135',
  locale: 'RU',
  device_id: '111-22-3333',
}

/** A good login with some fields changed, as a message body. */
export function bodyWith(change: object): string {
  return JSON.stringify({ ...GOOD, ...change })
}

/** Sends bodies that the queue must take. */
export async function sendAll(bodies: readonly string[]): Promise<void> {
  const refused = await openQueue().send(bodies)
  if (refused.length > 0) throw new Error(`The queue refused ${JSON.stringify(refused)}`)
}

/** A run in this process that `ingestBatch` can be tried in; its lanes are not started. */
export async function testRun(change: Partial<RunOptions> = {}): Promise<Run> {
  const queue = change.queue ?? openQueue()
  const claim = await claimRun(DRAIN, { beside: true })
  if (claim.kind !== 'started') throw new Error('It was to begin beside others')
  return createRun({
    request: DRAIN,
    claimed: claim.run,
    queue,
    tools: await loadMaskingTools(),
    batchSize: env().VEILGATE_BATCH_SIZE,
    ...(await queue.limits()),
    ...change,
  })
}

/**
 * Turns of the pipeline over all that is on the queue (most often one is enough), and what this
 * process counted of it.
 */
export async function turn(change: Partial<RunOptions> = {}): Promise<Progress> {
  const batchSize = change.queue === undefined ? await sizeOfAll() : env().VEILGATE_BATCH_SIZE
  const run = await testRun({ batchSize, ...change })
  for (;;) {
    const { received, givenUp } = await ingestBatch(run, 0, 0)
    if (received === 0 || givenUp !== null) return run.progress
  }
}

/** As many as are there: a batch that could hold more waits a second for them. */
async function sizeOfAll(): Promise<number> {
  const { visible } = await openQueue().depth()
  return Math.min(env().VEILGATE_BATCH_SIZE, Math.max(1, visible))
}

/** All ledger rows, added up. */
export async function ledgerTotals() {
  const { _sum } = await database().ingestBatch.aggregate({
    _sum: {
      received: true,
      stored: true,
      duplicates: true,
      rejected: true,
      failed: true,
      acknowledged: true,
    },
  })
  return {
    received: _sum.received ?? 0,
    stored: _sum.stored ?? 0,
    duplicates: _sum.duplicates ?? 0,
    rejected: _sum.rejected ?? 0,
    failed: _sum.failed ?? 0,
    acknowledged: _sum.acknowledged ?? 0,
  }
}

/**
 * Waits until something holds, and asks less often the longer that takes: a question costs as much processor time as
 * a millisecond or more of what is waited for.
 * @throws where it does not within some seconds.
 */
export async function eventually(holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const startedAt = Date.now()
  for (let waitedMs = 0; waitedMs < seconds * 1_000; waitedMs = Date.now() - startedAt) {
    if (await holds()) return
    await sleep(Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, waitedMs / 50)))
  }
  throw new Error(`Not within ${seconds} s: ${holds}`)
}

const MIN_PAUSE_MS = 25
const MAX_PAUSE_MS = 50

const FILLED = [
  ...['user_logins', 'rejected_messages', 'pii_vault', 'pii_dek', 'ingest_batches', 'ingest_runs'],
  ...['failed_deliveries', 'ingest_workers', 'ingest_plan', 'leases', 'queue_samples'],
  ...['ledger_quarters', 'alert_deliveries', 'alert_events', 'alert_rules', 'alert_channels'],
]

/**
 * Empties what a test fills; the keys stay. Only what holds rows is truncated: each table and index that is gets a
 * new file, and those of all months together cost 0.1 s of processor time before each test.
 */
async function emptyTables(): Promise<void> {
  await database().$executeRawUnsafe(`DO $$
    DECLARE
      part regclass;
      is_filled boolean;
      filled text[] = '{}';
    BEGIN
      -- Whoever still writes is waited for.
      LOCK TABLE ${FILLED.join(', ')} IN ACCESS EXCLUSIVE MODE;
      FOR part IN
        SELECT oid FROM pg_class WHERE relkind = 'r'
          AND coalesce(pg_partition_root(oid), oid) = ANY ('{${FILLED.join(',')}}'::regclass[])
      LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', part) INTO is_filled;
        IF is_filled THEN filled = filled || part::text; END IF;
      END LOOP;
      -- Those that refer to them are among the tables above.
      IF filled <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE'; END IF;
    END $$`)
}
