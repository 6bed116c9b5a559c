import { backgroundDatabase } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'

/** Counting goes on no further. */
const MAX_COUNTED = 1_000_000

const SOURCES: Record<RetentionKind, { table: Prisma.Sql; at: Prisma.Sql }> = {
  logins: { table: Prisma.sql`user_logins`, at: Prisma.sql`sent_at` },
  rejected: { table: Prisma.sql`rejected_messages`, at: Prisma.sql`rejected_at` },
  batches: { table: Prisma.sql`ingest_batches`, at: Prisma.sql`committed_at` },
}

/** How much is older than what a bound keeps, a million at most. */
export async function countGivenUp(
  kind: RetentionKind,
  months: KeepMonths,
): Promise<{ rows: number; isMore: boolean }> {
  if (months === null) return { rows: 0, isMore: false }
  const { table, at } = SOURCES[kind]
  const [row] = await backgroundDatabase().$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM (
      SELECT FROM ${table} WHERE ${at} < (date_trunc('month', now() AT TIME ZONE 'UTC')
        - make_interval(months => ${months}::int)) AT TIME ZONE 'UTC'
      LIMIT ${MAX_COUNTED + 1}::int) AS old`
  const rows = row?.rows ?? 0
  return { rows: Math.min(rows, MAX_COUNTED), isMore: rows > MAX_COUNTED }
}
