import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { closeQuarters } from '@/lib/db/history/close-quarters'
import { readHistory } from '@/lib/db/history/read-history'
import { HISTORY_SPANS, type History, type HistoryBar, totalOf } from '@/lib/model/pipeline/history'
import { historyBars } from '@/lib/model/time/history-bars'
import { DAY_MS, HOUR_MS } from '@/lib/model/time/units'
import { captureStatements, explain, nodesOf } from '@/test/support/database/explain'
import { insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'
import { testSeed } from '@/test/support/seed'

const services = usePipeline()

const ZONES = ['UTC', 'Asia/Kolkata', 'Europe/Berlin']

const ago = (ms: number) => new Date(Date.now() - ms)

async function insertBatchAt(committedAt: Date, stored: number, change: { failed?: number } = {}) {
  const runId = await insertRun('finished', { seconds: 100_000 })
  const failed = change.failed ?? 0
  await database().ingestBatch.create({
    data: {
      runId,
      lane: 0,
      received: stored + 3 + failed,
      stored,
      duplicates: 1,
      rejected: 2,
      failed,
      startedAt: committedAt,
      committedAt,
    },
  })
  return runId
}

function barAt({ bars }: History, at: Date): HistoryBar | undefined {
  return bars.find(({ fromMs, toMs }) => fromMs <= at.getTime() && at.getTime() < toMs)
}

describe('the history', () => {
  it.each(ZONES)('counts each batch in the bar of its time, by the clock of %s', async (zone) => {
    const [now, earlier] = [ago(1_000), ago(3 * HOUR_MS)]
    await insertBatchAt(now, 10)
    await insertBatchAt(earlier, 20, { failed: 5 })
    await insertBatchAt(earlier, 1)
    const history = await readHistory('24h', zone)
    expect(barAt(history, now)).toMatchObject({ received: 13, stored: 10, duplicates: 1 })
    expect(barAt(history, earlier)).toMatchObject({
      received: 32,
      stored: 21,
      duplicates: 2,
      rejected: 4,
      failed: 5,
    })
    expect(totalOf(history.bars)).toMatchObject({ received: 45, stored: 31, rejected: 6 })
    expect(history.before.received).toBe(0)
  })

  it.each(HISTORY_SPANS)('of %s tells the span before apart, and nothing older', async (span) => {
    const spanMs = span === '24h' ? DAY_MS : 7 * DAY_MS
    await insertBatchAt(ago(1_000), 1)
    // Two hours further back than now was then, whatever a clock was changed by since.
    await insertBatchAt(ago(spanMs + 2 * HOUR_MS), 10)
    await insertBatchAt(ago(2 * spanMs + 2 * HOUR_MS), 100)
    const history = await readHistory(span, 'UTC')
    expect(totalOf(history.bars).stored).toBe(1)
    expect(history.before).toMatchObject({ received: 13, stored: 10, duplicates: 1, rejected: 2 })
  })

  it('has bars without a gap, which together are the ledger', async () => {
    const times = Array.from({ length: 40 }, (_, at) => ago(at * 4 * HOUR_MS + 1_000))
    for (const [at, time] of times.entries()) await insertBatchAt(time, at)
    const { bars, nowMs } = await readHistory('7d', 'Asia/Kolkata')
    const [first, last] = [bars[0] as HistoryBar, bars.at(-1) as HistoryBar]
    for (const [at, bar] of bars.entries()) {
      expect(bar.fromMs).toBe(at === 0 ? first.fromMs : bars[at - 1]?.toMs)
    }
    expect(last.fromMs).toBeLessThanOrEqual(nowMs)
    expect(last.toMs).toBeGreaterThan(nowMs)
    const { _sum } = await database().ingestBatch.aggregate({
      where: { committedAt: { gte: new Date(first.fromMs) } },
      _sum: { received: true, stored: true, duplicates: true, rejected: true, failed: true },
    })
    expect(totalOf(bars)).toMatchObject(_sum)
  })

  it('knows when the first of a bar’s runs began, which may be long before it', async () => {
    const at = ago(1_000)
    const runId = await insertBatchAt(at, 1)
    await insertBatchAt(at, 1)
    const history = await readHistory('24h', 'UTC')
    const run = await database().ingestRun.findUniqueOrThrow({ where: { id: runId } })
    expect(barAt(history, at)?.runsFromMs).toBe(run.startedAt.getTime())
    expect(barAt(history, ago(5 * HOUR_MS))?.runsFromMs).toBeNull()
  })

  it('shows the highest depth and the longest stall of a bar, and a gap where nobody asked', async () => {
    const hour = Math.floor((Date.now() - 3 * HOUR_MS) / HOUR_MS) * HOUR_MS
    const sample = (minute: number, visible: number, stalledSeconds: number) => ({
      minute: new Date(hour + minute * 60_000),
      visible,
      inFlight: 1,
      delayed: 0,
      deadLetter: null,
      stalledSeconds,
    })
    await database().queueSample.createMany({
      data: [sample(0, 7, 0), sample(1, 40, 12.5), sample(59, 0, 0), sample(-24 * 60, 90, 600)],
    })
    const history = await readHistory('24h', 'UTC')
    expect(barAt(history, new Date(hour))).toMatchObject({ received: 0, depth: 40, stall: 12.5 })
    expect(barAt(history, new Date(hour - HOUR_MS))).toMatchObject({ depth: null, stall: null })
    expect(history.before).toMatchObject({ received: 0, depth: 90, stall: 600 })
  })
})

/** So many batches over 15 days, to the millisecond where they fall; some of them this very minute. */
async function insertManyBatches(count: number, seed: number) {
  const runId = await insertRun('finished', { seconds: 100_000 })
  await services.query(
    `INSERT INTO ingest_batches (run_id, lane, received, stored, duplicates, rejected, failed,
         started_at, committed_at)
       SELECT $1, 0, 6 + n % 5, n % 5, 1, 2, 3, at, at FROM (
         SELECT n, now() - make_interval(secs => (n::float8 / $2) * 15 * 86400
           + abs(hashint4(n + $3)) % 1000 / 1000.0) AS at FROM generate_series(1, $2) AS n) AS moment`,
    [runId, count, seed],
  )
}

describe('what the ledger said of quarters of an hour that are over', () => {
  it.each(HISTORY_SPANS)('tells what its batches tell, in each zone, over %s', async (span) => {
    const seed = testSeed() % 1_000_000
    await insertManyBatches(5_000, seed)
    expect(await closeQuarters()).toBeGreaterThan(1_000)
    expect(await closeQuarters()).toBe(0)
    const batches = await database().ingestBatch.findMany()
    const storedIn = (fromMs: number, toMs: number) =>
      batches
        .filter(({ committedAt: at }) => fromMs <= at.getTime() && at.getTime() < toMs)
        .reduce((sum, { stored }) => sum + stored, 0)
    for (const zone of ZONES) {
      const { bars, before, nowMs } = await readHistory(span, zone)
      const told = bars.map(({ fromMs, toMs, stored }) => [fromMs, toMs, stored])
      expect(told).toEqual(bars.map(({ fromMs, toMs }) => [fromMs, toMs, storedIn(fromMs, toMs)]))
      const times = historyBars(span, nowMs, zone).before
      expect(before.stored).toBe(storedIn(times.fromMs, times.toMs))
      expect(before.stored).toBeGreaterThan(0)
    }
  })

  it('leaves the last quarters to the batches, and forgets what is old', async () => {
    await insertBatchAt(ago(1_000), 1)
    await insertBatchAt(ago(HOUR_MS), 2)
    await insertBatchAt(ago(34 * DAY_MS), 3)
    await insertBatchAt(ago(36 * DAY_MS), 4)
    expect(await closeQuarters()).toBe(2)
    await services.query("UPDATE ledger_quarters SET quarter = quarter - interval '2 days'")
    await closeQuarters()
    const kept = await database().ledgerQuarter.findMany({ orderBy: { quarter: 'desc' } })
    expect(kept.map(({ stored }) => Number(stored))).toEqual([2, 2])
  })

  it('hides nothing once the clock was put back that they were added up by', async () => {
    await insertBatchAt(ago(HOUR_MS), 7)
    await closeQuarters()
    await services.query("UPDATE ledger_quarters SET quarter = quarter + interval '40 days'")
    expect(totalOf((await readHistory('24h', 'UTC')).bars).stored).toBe(7)
    expect(await closeQuarters()).toBe(1)
    expect(totalOf((await readHistory('24h', 'UTC')).bars).stored).toBe(7)
  })

  it('is read in their place: of many thousand batches few are touched', async () => {
    await insertManyBatches(60_000, 1)
    await closeQuarters()
    const client = new pg.Client({ connectionString: services.databaseUrl() })
    await client.connect()
    try {
      await client.query('VACUUM ANALYZE ingest_batches, ledger_quarters, ingest_runs')
      for (const span of HISTORY_SPANS) {
        const statements = await captureStatements(() => readHistory(span, 'Asia/Kolkata'))
        for (const statement of statements) {
          const { plan, buffers } = await explain(client, statement)
          const scans = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')
          expect(scans.map((node) => node['Relation Name'])).not.toContain('ingest_batches')
          expect(buffers, statement.text).toBeLessThan(300)
        }
      }
    } finally {
      await client.end()
    }
  })
})
