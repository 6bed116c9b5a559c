import type { Reader } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { Prisma } from '@/lib/db/generated/client'
import { QUARTER_MS } from '@/lib/db/history/close-quarters'
import { instant } from '@/lib/db/instant'
import { reader } from '@/lib/db/replica/read-source'
import {
  type History,
  type HistoryFigures,
  type HistorySpan,
  NO_FIGURES,
} from '@/lib/model/pipeline/history'
import { historyBars } from '@/lib/model/time/history-bars'

type Counted = Omit<HistoryFigures, 'depth' | 'stall'> & { place: number; runsFrom: Date | null }
type Sampled = Pick<HistoryFigures, 'depth' | 'stall'> & { place: number }

/** Of what `width_bucket` says: the span before, the rest up to the first bar, the first bar. */
const [BEFORE, FIRST_BAR] = [1, 3]

/**
 * What became of messages in a span up to now, and in the span before, by the time that their batches
 * were committed; beside it what the queue told then. Bars are those of a zone.
 */
export async function readHistory(
  span: HistorySpan,
  timeZone: string,
  db: Reader = reader(),
): Promise<History> {
  const nowMs = (await databaseNow(db)).getTime()
  const { starts, endMs, before } = historyBars(span, nowMs, timeZone)
  const cuts = [before.fromMs, before.toMs, ...starts]
  const [counted, sampled] = await Promise.all([countMessages(cuts, db), readSamples(cuts, db)])
  const figuresAt = (place: number) => ({
    ...NO_FIGURES,
    ...figuresOf(counted.get(place)),
    depth: sampled.get(place)?.depth ?? null,
    stall: sampled.get(place)?.stall ?? null,
  })
  return {
    span,
    timeZone,
    nowMs,
    bars: starts.map((fromMs, at) => ({
      fromMs,
      toMs: starts[at + 1] ?? endMs,
      runsFromMs: counted.get(FIRST_BAR + at)?.runsFrom?.getTime() ?? null,
      ...figuresAt(FIRST_BAR + at),
    })),
    before: figuresAt(BEFORE),
  }
}

/**
 * Quarters of an hour as they were added up; batch by batch only those that are not yet, and those that a
 * cut goes through, such as the one at this time a day ago. Runs are numbered as they begin.
 */
async function countMessages(cuts: number[], db: Reader): Promise<Map<number, Counted>> {
  const fromMs = cuts[0] ?? 0
  const closedMs = Math.max(fromMs, await readClosedMs(db))
  const split = splitQuarters(cuts).filter((quarterMs) => quarterMs < closedMs)
  const batches = [
    batchesOf(cuts, Prisma.sql`committed_at >= ${instant(closedMs)}`),
    ...split.map((quarterMs) =>
      batchesOf(
        cuts,
        Prisma.sql`committed_at >= ${instant(Math.max(quarterMs, fromMs))}
          AND committed_at < ${instant(Math.min(quarterMs + QUARTER_MS, closedMs))}`,
      ),
    ),
  ]
  const rows = await db.$queryRaw<Counted[]>`
    WITH part AS (
      SELECT ${placeOf(Prisma.sql`quarter`, cuts)} AS place, ${FIGURES}, first_run
      FROM ledger_quarters
      WHERE quarter >= ${instant(fromMs)} AND quarter < ${instant(closedMs)}
        AND quarter <> ALL (${split.map((ms) => new Date(ms).toISOString())}::timestamptz[])
      UNION ALL ${Prisma.join(batches, ' UNION ALL ')}),
    bar AS (
      SELECT place, min(first_run) AS first_run, sum(received)::float8 AS received,
        sum(stored)::float8 AS stored, sum(duplicates)::float8 AS duplicates,
        sum(rejected)::float8 AS rejected, sum(failed)::float8 AS failed
      FROM part GROUP BY 1)
    SELECT place, ${FIGURES}, (SELECT started_at FROM ingest_runs WHERE id = first_run) AS "runsFrom"
    FROM bar`
  return new Map(rows.map((row) => [row.place, row]))
}

const FIGURES = Prisma.sql`received, stored, duplicates, rejected, failed`

/**
 * Up to when the ledger is added up; a literal in what follows, so that Postgres knows how little is left. What lies
 * ahead is of before the database's clock was put back.
 */
async function readClosedMs(db: Reader): Promise<number> {
  const [row] = await db.$queryRaw<{ until: Date | null }[]>`
    SELECT max(quarter) + interval '15 minutes' AS until FROM ledger_quarters WHERE quarter <= now()`
  return row?.until?.getTime() ?? 0
}

/** Where quarters begin that belong to two bars. */
function splitQuarters(cuts: readonly number[]): number[] {
  const within = cuts.filter((cut) => cut % QUARTER_MS !== 0)
  return [...new Set(within.map((cut) => cut - (cut % QUARTER_MS)))]
}

function batchesOf(cuts: number[], where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${placeOf(Prisma.sql`committed_at`, cuts)}, ${FIGURES}, run_id FROM ingest_batches
    WHERE ${where}`
}

async function readSamples(cuts: number[], db: Reader): Promise<Map<number, Sampled>> {
  const rows = await db.$queryRaw<Sampled[]>`
    SELECT ${placeOf(Prisma.sql`minute`, cuts)} AS place, max(visible) AS depth,
      max(stalled_seconds) AS stall
    FROM queue_samples WHERE minute >= ${instant(cuts[0] ?? 0)} GROUP BY 1`
  return new Map(rows.map((row) => [row.place, row]))
}

/** Which of the stretches between cuts a moment is in: from 1 on. Moments are compared as they are, which is fast. */
function placeOf(at: Prisma.Sql, cuts: number[]): Prisma.Sql {
  const moments = cuts.map((ms) => new Date(ms).toISOString())
  return Prisma.sql`width_bucket(${at}, ${moments}::timestamptz[])`
}

function figuresOf(counted: Counted | undefined): Partial<HistoryFigures> {
  if (counted === undefined) return {}
  const { received, stored, duplicates, rejected, failed } = counted
  return { received, stored, duplicates, rejected, failed }
}
