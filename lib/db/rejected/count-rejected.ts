import { lookedAt, rejectedConditions } from '@/lib/db/rejected/rejected-conditions'
import { reader } from '@/lib/db/replica/read-source'
import { OPEN_COUNT_CAP } from '@/lib/model/rejected/rejected-bulk'
import {
  MAX_LOOKED_AT,
  type RejectedCounts,
  type RejectedFilter,
} from '@/lib/model/rejected/rejected-groups'

type Counted = { total: number; open: number; lookedAt: number }

/** Counts the rejected messages of a filter among the newest `MAX_LOOKED_AT` of its run and time. */
export async function countRejected(filter: RejectedFilter = {}): Promise<RejectedCounts> {
  const [found] = await reader().$queryRaw<[Counted]>`
    SELECT (count(*) FILTER (WHERE fits))::int AS total,
      (count(*) FILTER (WHERE fits AND state = 'kept'))::int AS open, count(*)::int AS "lookedAt"
    FROM ${lookedAt(filter, { limit: MAX_LOOKED_AT + 1 })}`
  const isExact = found.lookedAt <= MAX_LOOKED_AT
  return {
    total: { count: Math.min(found.total, MAX_LOOKED_AT), isExact },
    open: { count: Math.min(found.open, MAX_LOOKED_AT), isExact },
  }
}

/** How many rejected messages are open: exact up to 10,000, and one more beyond. */
export function countRejectedKept(): Promise<number> {
  return countOpenRejected({})
}

/** How many messages of a filter are open; capped in the same way, though all may be looked at for it. */
export async function countOpenRejected(filter: RejectedFilter): Promise<number> {
  const [found] = await reader().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count
    FROM (
      SELECT 1 FROM rejected_messages m
      WHERE ${rejectedConditions(filter)} AND m.state = 'kept' LIMIT ${OPEN_COUNT_CAP + 1}
    ) counted`
  return found.count
}
