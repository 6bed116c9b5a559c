import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { Prisma } from '@/lib/db/generated/client'
import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'

/** More are committed in seconds only where somebody replays an outage: the newest are told. */
const MAX_BATCHES = 2_000
const RECENT_RUNS = 50
const SAMPLED_BATCHES = 5
const SAMPLE_SIZE = 5

type Committed = { runId: number; batchId: string; stored: number }

/** What became of the ledger: what a notification would have told. */
export type LedgerNews = {
  /** The same for the same news, however often it is read. */
  id: string
  notice: LedgerNotice
}

/**
 * What was committed, and which runs changed their state, since a moment of the database's clock;
 * oldest first, and the clock when it began to read.
 * @param sinceMs Unix milliseconds; null for now.
 * @param overlapMs how much earlier to begin.
 */
export async function listLedgerSince(
  sinceMs: number | null,
  overlapMs: number,
): Promise<{ nowMs: number; news: LedgerNews[] }> {
  const nowMs = (await databaseNow()).getTime()
  const since = Prisma.sql`to_timestamp(${(sinceMs ?? nowMs) - overlapMs}::float8 / 1000)`
  const news = [...(await listBatchesSince(since)), ...(await listChangesSince(since))]
  return { nowMs, news }
}

async function listBatchesSince(since: Prisma.Sql): Promise<LedgerNews[]> {
  const batches = await database().$queryRaw<Committed[]>`
    SELECT run_id AS "runId", id::text AS "batchId", stored FROM ingest_batches
    WHERE committed_at > ${since} AND failed = 0
    ORDER BY committed_at DESC, id DESC LIMIT ${MAX_BATCHES}`
  const samples = await readSamples(batches.slice(0, SAMPLED_BATCHES))
  return batches.reverse().map((batch) => ({
    id: batch.batchId,
    notice: { ...batch, sample: samples.get(batch.batchId) ?? [] },
  }))
}

async function listChangesSince(since: Prisma.Sql): Promise<LedgerNews[]> {
  const changes = await database().$queryRaw<{ runId: number; change: string }[]>`
    SELECT run.id AS "runId", change FROM (
      SELECT * FROM ingest_runs ORDER BY id DESC LIMIT ${RECENT_RUNS}) AS run
    CROSS JOIN LATERAL (VALUES ('started', started_at), ('stopping', stop_requested_at),
                               ('ended', ended_at)) AS moment(change, at)
    WHERE at > ${since} ORDER BY at`
  return changes.map(({ runId, change }) => ({
    id: `run ${runId} ${change}`,
    notice: { runId, batchId: null, stored: 0, sample: [] },
  }))
}

/** A few logins of each batch, in the order they were stored. */
async function readSamples(batches: Committed[]): Promise<Map<string, LedgerNotice['sample']>> {
  const samples = new Map<string, LedgerNotice['sample']>()
  if (batches.length === 0) return samples
  const logins = await database().$queryRaw<
    { batchId: string; messageId: string; sentAtMs: number }[]
  >`
    SELECT batch.id::text AS "batchId", message_id AS "messageId",
      extract(epoch FROM sent_at)::float8 * 1000 AS "sentAtMs"
    FROM unnest(${batches.map(({ batchId }) => batchId)}::bigint[]) AS batch(id)
    CROSS JOIN LATERAL (
      SELECT message_id, sent_at FROM user_logins WHERE batch_id = batch.id LIMIT ${SAMPLE_SIZE}) AS login`
  for (const { batchId, messageId, sentAtMs } of logins) {
    const sample = samples.get(batchId) ?? []
    samples.set(batchId, [...sample, [messageId, Math.round(sentAtMs)]])
  }
  return samples
}
