import { databaseNow } from '@/lib/db/database-now'
import { Prisma } from '@/lib/db/generated/client'
import { lookedAt } from '@/lib/db/rejected/rejected-conditions'
import { reader } from '@/lib/db/replica/read-source'
import { decodeReason, encodeReason } from '@/lib/model/reject-reasons'
import {
  MAX_LOOKED_AT,
  noStates,
  type RejectedFilter,
  type RejectedGroup,
  type RejectedGrouping,
  type RejectedGroups,
  WHOLE_MESSAGE,
} from '@/lib/model/rejected/rejected-groups'
import type { RejectedState } from '@/lib/model/rejected/rejected-states'
import { type Bars, barsOf } from '@/lib/model/time/chart-bars'
import { DAY_MS } from '@/lib/model/time/units'

/** Days of the trend, and of the list of days; what is older stands in one group before them. */
const MAX_DAYS = 92
/** Of days and runs. */
const MAX_GROUPS = 100

/** Messages that are alike in what is counted by. */
type Counted = {
  /** Null where they do not fit the filter. */
  key: string | string[] | null
  day: number | null
  state: RejectedState | null
  messages: number
  first: Date
  last: Date
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
    for (const name of namesOf(by, row.key, days.starts))
      addTo(groups, name, row, days.starts.length)
  }
  const all = [...groups.values()]
  const fitting = rows.filter(({ key }) => key !== null)
  return {
    by,
    groups: by === 'reason' || by === 'field' ? all.sort(mostFirst) : newestOf(all),
    counted: { count: sumOf(fitting), isExact: sumOf(rows) <= MAX_LOOKED_AT },
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

/** One row for each reasons, or day, or run, and each day and state: far fewer than messages. */
async function readCounts(by: RejectedGrouping, filter: RejectedFilter, cuts: number[]) {
  const moments = cuts.map((ms) => new Date(ms).toISOString())
  const day = Prisma.sql`width_bucket(m.rejected_at, ${moments}::timestamptz[])`
  const keys = { reason: REASONS, field: REASONS, day: Prisma.sql`${day}::text`, run: RUN }
  return reader().$queryRaw<Counted[]>`
    SELECT CASE WHEN fits THEN ${keys[by]} END AS key, CASE WHEN fits THEN ${day} END AS day,
      CASE WHEN fits THEN m.state END AS state, count(*)::int AS messages,
      min(m.rejected_at) AS first, max(m.rejected_at) AS last
    FROM ${lookedAt(filter, { limit: MAX_LOOKED_AT + 1 })}
    GROUP BY 1, 2, 3`
}

const REASONS = Prisma.sql`m.reasons`
const RUN = Prisma.sql`m.run_id::text`

/** What messages are counted under: once for each of their reasons, or of their fields. */
function namesOf(by: RejectedGrouping, key: Counted['key'], starts: number[]): string[] {
  if (key === null) return []
  if (typeof key === 'string') {
    // The bucket before the first day has no first moment of its own.
    return [by === 'day' ? String(starts[Number(key) - 1] ?? 0) : key]
  }
  // A reason that this version does not know, or knew as a sentence, goes by the name that it has now.
  const reasons = key.map(decodeReason)
  const names = by === 'reason' ? reasons.map(encodeReason) : reasons.map((one) => one.field)
  return [...new Set(names.map((name) => name ?? WHOLE_MESSAGE))]
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
  if (row.state !== null) group.states[row.state] += row.messages
  if (firstAt < group.firstAt) group.firstAt = firstAt
  if (lastAt > group.lastAt) group.lastAt = lastAt
  const at = (row.day ?? 0) - 1
  if (at in group.days) group.days[at] = (group.days[at] ?? 0) + row.messages
  groups.set(key, group)
}

function mostFirst(a: RejectedGroup, b: RejectedGroup): number {
  return b.messages - a.messages || a.key.localeCompare(b.key)
}

/** Days, or the newest runs. */
function newestOf(groups: RejectedGroup[]): RejectedGroup[] {
  return groups.sort((a, b) => Number(b.key) - Number(a.key)).slice(0, MAX_GROUPS)
}

function sumOf(rows: Counted[]): number {
  return rows.reduce((sum, { messages }) => sum + messages, 0)
}
