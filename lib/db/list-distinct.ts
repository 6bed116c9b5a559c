import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

type Wanted = {
  table: Prisma.Sql
  column: Prisma.Sql
  /** Which rows count; all, unless it says otherwise. */
  where?: Prisma.Sql
  limit: number
}

/**
 * The different values of a column, in its order, without null: from one to the next along an index that
 * leads with it, of which one entry is read for each, however many rows have it.
 */
export async function listDistinct<Value extends string | number>(
  db: Reader,
  { table, column, where = Prisma.sql`true`, limit }: Wanted,
): Promise<Value[]> {
  const next = (after: Prisma.Sql) => Prisma.sql`
    SELECT ${column} FROM ${table} WHERE ${where} AND ${after}
    ORDER BY ${column} LIMIT 1`
  const rows = await db.$queryRaw<{ value: Value }[]>`
    WITH RECURSIVE found(value) AS (
      (${next(Prisma.sql`true`)})
      UNION ALL
      SELECT (${next(Prisma.sql`${column} > found.value`)}) FROM found
      WHERE found.value IS NOT NULL
    )
    SELECT value FROM found WHERE value IS NOT NULL LIMIT ${limit}`
  return rows.map(({ value }) => value)
}
