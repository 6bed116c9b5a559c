import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Cursor } from '@/lib/db/retention/walk-table'
import { computeShared } from '@/lib/db/rollups/fold-statements'
import { NO_DAY } from '@/lib/db/rollups/rollup-tables'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/**
 * Computes the figures anew of shared values that were first seen in what is given up, the oldest first, and
 * forgets those that fewer than two users share now, with the day of the pair that is left. The pairs have to be cleared before.
 */
export async function clearShared(
  tx: Transaction,
  kind: SharedKind,
  cursor: Cursor | null,
  most: number,
): Promise<{ rows: number; cursor: Cursor | null }> {
  const tables = SHARED_TABLES[kind]
  const { rollup, key, userPairs } = tables
  const beyond =
    cursor === null
      ? Prisma.sql`true`
      : Prisma.sql`(first_seen, token) > (${cursor[0]}::text::timestamptz, ${cursor[1]}::text)`
  const old = await tx.$queryRaw<{ token: string; at: string }[]>`
    SELECT token, first_seen::text AS at FROM ${rollup}
    WHERE first_seen < (SELECT given_up_until FROM retention_progress) AND ${beyond}
    ORDER BY first_seen, token LIMIT ${most}::int`
  const last = old.at(-1)
  if (last === undefined) return { rows: 0, cursor: null }
  const tokens = old.map(({ token }) => token)
  const still = await tx.$queryRaw<{ token: string }[]>`
    SELECT ${key} AS token FROM ${userPairs} WHERE ${key} = ANY(${tokens}::text[])
    GROUP BY ${key} HAVING count(*) > 1`
  await tx.$executeRaw`DELETE FROM ${rollup} WHERE token = ANY(${tokens}::text[])`
  const kept = new Set(still.map(({ token }) => token))
  if (kept.size > 0) await tx.$executeRaw(computeShared(tables, [...kept]))
  await tx.$executeRaw`
    UPDATE ${userPairs} SET last_day = ${Prisma.raw(NO_DAY)}
    WHERE ${key} = ANY(${tokens.filter((token) => !kept.has(token))}::text[])`
  return { rows: tokens.length - kept.size, cursor: [last.at, last.token] }
}
