import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { Prisma } from '@/lib/db/generated/client'
import { lookedAt } from '@/lib/db/rejected/rejected-conditions'
import { decodeReason, encodeReason } from '@/lib/model/reject-reasons'
import {
  MAX_LOOKED_AT,
  noStates,
  type RejectedFilter,
  type RejectedGroup,
  type RejectedGrouping,
  type RejectedGroups,
  WHOLE_MESSAGE,
} from '@/lib/model/rejected-groups'
import type { RejectedState } from '@/lib/model/rejected-states'
import { type Bars, barsOf } from '@/lib/model/time/chart-bars'
import { DAY_MS } from '@/lib/model/time/wall-clock'

/** Days of the trend, and of the list of days; what is older stands in one group before them. */
const MAX_DAYS = 92
/** The runs with the newest rejections. */
const MAX_RUNS = 100

type Counted = {
  /** Null where a statement says no more than how many were counted. */
  key: string | null
  day: number
  state: RejectedState
  messages: number
  first: Date
  last: Date
  counted: number
  lookedAt: number
}

/**
 * How many rejected messages of a filter have which reason, field, day or run in common; days are those
 * of a zone. Of its run and time the newest `MAX_LOOKED_AT` are looked at, in an index that has all that is
 * asked: 20 ms on a slow machine; `counted` says whether there are more. A rollup would be exact beyond that,
 * but every batch and every change of a state would have to keep it up, under locks that lanes wait for, and
 * it could not tell of a time that is no whole day of its zone.
 */
export async function groupRejected(
  by: RejectedGrouping,
  filter: RejectedFilter,
  timeZone: string,
): Promise<RejectedGroups> {
  const nowMs = (await databaseNow()).getTime()
  const days = daysOf(filter, nowMs, timeZone)
  const rows = await readCounts(by, filter, days.starts)
  const groups = new Map<string, RejectedGroup>()
  for (const row of rows) {
    if (row.key !== null) addTo(groups, nameOf(by, row.key, days.starts), row, days.starts.length)
  }
  return {
    by,
    groups: [...groups.values()].toSorted(by === 'day' || by === 'run' ? newestFirst : mostFirst),
    counted: {
      count: rows[0]?.counted ?? 0,
      isExact: (rows[0]?.lookedAt ?? 0) <= MAX_LOOKED_AT,
    },
    dayStarts: days.starts,
    daysEndMs: days.endMs,
  }
}

/** The newest days of the filter's time, up to now. */
function daysOf({ fromMs, toMs }: RejectedFilter, nowMs: number, timeZone: string): Bars {
  const endMs = Math.min(toMs ?? nowMs + 1, nowMs + 1)
  const earliestMs = endMs - (MAX_DAYS - 1) * DAY_MS
  const bars = barsOf({ fromMs: Math.max(fromMs ?? 0, earliestMs), toMs: endMs }, 'day', timeZone)
  return { starts: bars.starts.slice(-MAX_DAYS), endMs: bars.endMs }
}

async function readCounts(by: RejectedGrouping, filter: RejectedFilter, cuts: number[]) {
  const moments = cuts.map((ms) => new Date(ms).toISOString())
  const day = Prisma.sql`width_bucket(picked.rejected_at, ${moments}::timestamptz[])`
  return database().$queryRaw<Counted[]>`
    WITH looked AS MATERIALIZED (
      SELECT * FROM ${lookedAt(filter, { limit: MAX_LOOKED_AT + 1 })}
    ), picked AS MATERIALIZED (
      SELECT * FROM looked WHERE fits
    ), grouped AS (
      SELECT ${keysOf(by, day)} AS key, ${by === 'run' ? Prisma.sql`0` : day} AS day, picked.state,
        count(*)::int AS messages, min(picked.rejected_at) AS first, max(picked.rejected_at) AS last
      FROM picked ${sourceOf(by)} GROUP BY 1, 2, 3
    )
    SELECT grouped.*, (SELECT count(*)::int FROM picked) AS counted,
      (SELECT count(*)::int FROM looked) AS "lookedAt"
    FROM (SELECT) AS one LEFT JOIN grouped ON true`
}

/** What a message is counted under. */
function keysOf(by: RejectedGrouping, day: Prisma.Sql): Prisma.Sql {
  if (by === 'day') return Prisma.sql`${day}::text`
  return by === 'run' ? Prisma.sql`picked.run_id::text` : Prisma.sql`key`
}

/** What else the statement reads: each message once for each of its reasons, or of its fields. */
function sourceOf(by: RejectedGrouping): Prisma.Sql {
  if (by === 'reason') return Prisma.sql`CROSS JOIN LATERAL unnest(picked.reasons) AS key`
  if (by === 'field') {
    return Prisma.sql`CROSS JOIN LATERAL (
      SELECT DISTINCT CASE WHEN reason ~ '^[a-z_]+:' THEN split_part(reason, ':', 1)
                           ELSE ${WHOLE_MESSAGE} END AS key
      FROM unnest(picked.reasons) AS reason) AS field`
  }
  if (by === 'day') return Prisma.empty
  return Prisma.sql`JOIN (
    SELECT run_id FROM picked GROUP BY 1 ORDER BY max(rejected_at) DESC LIMIT ${MAX_RUNS}
  ) AS newest ON newest.run_id = picked.run_id`
}

/** A reason that this version does not know, or knew as a sentence, goes by the name that it has now. */
function nameOf(by: RejectedGrouping, key: string, starts: number[]): string {
  if (by === 'reason') return encodeReason(decodeReason(key))
  // The bucket before the first day has no first moment of its own.
  return by === 'day' ? String(starts[Number(key) - 1] ?? 0) : key
}

function addTo(groups: Map<string, RejectedGroup>, key: string, row: Counted, dayCount: number) {
  const [firstAt, lastAt] = [row.first.toISOString(), row.last.toISOString()]
  const group = groups.get(key) ?? {
    key,
    messages: 0,
    states: noStates(),
    firstAt,
    lastAt,
    days: new Array<number>(dayCount).fill(0),
  }
  group.messages += row.messages
  group.states[row.state] += row.messages
  if (firstAt < group.firstAt) group.firstAt = firstAt
  if (lastAt > group.lastAt) group.lastAt = lastAt
  const at = row.day - 1
  if (at in group.days) group.days[at] = (group.days[at] ?? 0) + row.messages
  groups.set(key, group)
}

function mostFirst(a: RejectedGroup, b: RejectedGroup): number {
  return b.messages - a.messages || a.key.localeCompare(b.key)
}

function newestFirst(a: RejectedGroup, b: RejectedGroup): number {
  return Number(b.key) - Number(a.key)
}
