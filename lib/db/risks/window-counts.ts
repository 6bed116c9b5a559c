import { Prisma } from '@/lib/db/generated/client'

/** What is counted: different members of a key within a time, among rows of a source. */
export type WindowCount = {
  /** Names the signal, and the subquery. */
  signal: string
  source: Prisma.Sql
  key: Prisma.Sql
  member: Prisma.Sql
  within: Prisma.Sql
}

/**
 * SQL of a subquery: how many different members each login's key had within the time up to it, of those
 * logins that had at least `threshold`. A count of distinct values is no window function of Postgres; and
 * one look back for each login would be the square of a busy device's logins. So each member adds one
 * where it comes, unless it is there, and takes one off where it has been away for so long: sums in order.
 */
export function countWithin(
  { signal, source, key, member, within }: WindowCount,
  threshold: number,
): Prisma.Sql {
  const [seen, moves, sums] = ['seen', 'moves', 'sums'].map((part) =>
    Prisma.raw(`${part}_${signal}`),
  ) as [Prisma.Sql, Prisma.Sql, Prisma.Sql]
  return Prisma.sql`
    ${seen} AS (
      SELECT ${key} AS key, sent_at, id,
        lag(sent_at) OVER member AS earlier, lead(sent_at) OVER member AS later
      FROM ${source} WHERE ${member} IS NOT NULL
      WINDOW member AS (PARTITION BY ${key}, ${member} ORDER BY sent_at, id)
    ),
    ${moves} AS (
      SELECT key, sent_at AS at, false AS is_end, id,
        CASE WHEN earlier >= sent_at - ${within} THEN 0 ELSE 1 END AS change
      FROM ${seen}
      UNION ALL
      SELECT key, sent_at + ${within}, true, id, -1 FROM ${seen}
      WHERE later IS NULL OR later > sent_at + ${within}
    ),
    ${sums} AS (
      SELECT at, is_end, id,
        sum(change) OVER (PARTITION BY key ORDER BY at, is_end, id ROWS UNBOUNDED PRECEDING) AS count
      FROM ${moves}
    ),
    ${Prisma.raw(signal)} AS (
      SELECT at AS sent_at, id, jsonb_build_object('count', count, 'from', ${threshold}::int) AS figure
      FROM ${sums} WHERE NOT is_end AND count >= ${threshold}::int
    )`
}
