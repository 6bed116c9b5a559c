import { database } from '@/lib/db/client'
import { rejectedConditions } from '@/lib/db/rejected/rejected-conditions'
import {
  REJECTED_COUNT_CAP,
  type RejectedCounts,
  type RejectedFilter,
} from '@/lib/model/rejected-groups'

/** Counts the rejected messages of a filter. Open ones are neither returned nor discarded, nor in doubt. */
export async function countRejected(filter: RejectedFilter = {}): Promise<RejectedCounts> {
  const [found] = await database().$queryRaw<[RejectedCounts]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE state = 'kept'))::int AS open
    FROM (
      SELECT m.state FROM rejected_messages m
      WHERE ${rejectedConditions(filter)} LIMIT ${REJECTED_COUNT_CAP + 1}
    ) counted`
  // What was not looked at may be open.
  return found.total > REJECTED_COUNT_CAP ? { ...found, open: await countOpen(filter) } : found
}

/** How many rejected messages an admin has neither returned nor discarded; capped in the same way. */
export function countRejectedKept(): Promise<number> {
  return countOpen({})
}

async function countOpen(filter: RejectedFilter): Promise<number> {
  const isNone = filter.state !== undefined && filter.state !== 'kept'
  if (isNone) return 0
  const [found] = await database().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count
    FROM (
      SELECT 1 FROM rejected_messages m
      WHERE ${rejectedConditions(filter)} AND m.state = 'kept'
      LIMIT ${REJECTED_COUNT_CAP + 1}
    ) counted`
  return found.count
}
