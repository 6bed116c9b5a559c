import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { rejectedConditions } from '@/lib/db/rejected/rejected-conditions'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

/** The place of a message among the open ones; the time is text, to the microsecond. */
export type OpenRejected = { id: string; at: string }

type Request = {
  filter: RejectedFilter
  /** None with a higher number. */
  throughId: string
  /** Those after it. */
  after: OpenRejected | null
  limit: number
}

/** Open messages of a filter, oldest first: neither returned nor discarded, nor in doubt. */
export function listOpenRejected({ filter, throughId, after, limit }: Request) {
  const since =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(m.rejected_at, m.id) > (${after.at}::timestamptz, ${after.id}::bigint)`
  return database().$queryRaw<OpenRejected[]>`
    SELECT m.id::text AS id, m.rejected_at::text AS at FROM rejected_messages m
    WHERE ${rejectedConditions(filter)} AND m.state = 'kept' AND m.id <= ${throughId}::bigint
      AND ${since}
    ORDER BY m.rejected_at, m.id LIMIT ${limit}`
}

export type OpenReasons = {
  /** How many there are, up to the limit. */
  messages: number
  /** The highest number among them. */
  throughId: string
  reasons: { reason: string; messages: number }[]
}

/** The oldest open messages of a filter, so many at most: how many, and why they were rejected, most first. */
export async function countOpenReasons(
  filter: RejectedFilter,
  limit: number,
): Promise<OpenReasons> {
  const [found] = await database().$queryRaw<[OpenReasons]>`
    WITH taken AS MATERIALIZED (
      SELECT m.id, m.reasons FROM rejected_messages m
      WHERE ${rejectedConditions(filter)} AND m.state = 'kept'
      ORDER BY m.rejected_at, m.id LIMIT ${limit}
    ), counted AS (
      SELECT reason, count(*)::int AS messages FROM taken, unnest(taken.reasons) AS reason GROUP BY 1
    )
    SELECT (SELECT count(*)::int FROM taken) AS messages,
      (SELECT coalesce(max(id), 0)::text FROM taken) AS "throughId",
      coalesce((SELECT json_agg(counted ORDER BY messages DESC, reason) FROM counted), '[]') AS reasons`
  return found
}
