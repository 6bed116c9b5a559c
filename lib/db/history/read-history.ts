import type { Reader } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { reader } from '@/lib/db/replica/read-source'
import {
  type History,
  type HistoryFigures,
  type HistorySpan,
  NO_FIGURES,
} from '@/lib/model/history'
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

/** One walk over the index of the ledger's times; runs are numbered as they begin. */
async function countMessages(cuts: number[], db: Reader): Promise<Map<number, Counted>> {
  const rows = await db.$queryRaw<Counted[]>`
    WITH bar AS (
      SELECT ${placeOf(Prisma.sql`committed_at`, cuts)} AS place, min(run_id) AS first_run,
        sum(received)::float8 AS received, sum(stored)::float8 AS stored,
        sum(duplicates)::float8 AS duplicates, sum(rejected)::float8 AS rejected,
        sum(failed)::float8 AS failed
      FROM ingest_batches WHERE committed_at >= ${instant(cuts[0] ?? 0)} GROUP BY 1)
    SELECT place, received, stored, duplicates, rejected, failed,
      (SELECT started_at FROM ingest_runs WHERE id = first_run) AS "runsFrom"
    FROM bar`
  return new Map(rows.map((row) => [row.place, row]))
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
