import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/**
 * The different values of a text column, in its order. One entry of its index is read for each, however
 * many rows have it, so there has to be an index that leads with it.
 * @param table and `column` are written into the statement as they are: never what a person typed.
 */
export async function listDistinct(
  table: string,
  column: string,
  limit: number,
): Promise<string[]> {
  const [from, name] = [Prisma.raw(table), Prisma.raw(column)]
  const rows = await database().$queryRaw<{ value: string }[]>`
    WITH RECURSIVE found AS (
      (SELECT ${name} AS value FROM ${from} ORDER BY ${name} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${name} FROM ${from} WHERE ${name} > found.value ORDER BY ${name} LIMIT 1)
      FROM found WHERE found.value IS NOT NULL
    )
    SELECT value FROM found WHERE value IS NOT NULL LIMIT ${limit}`
  return rows.map(({ value }) => value)
}
