import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** The key of the last row that was looked at, each part as text. */
export type Cursor = readonly string[]

/** A table that is walked through by its primary key. */
export type Walk = {
  table: string
  /** Columns with their types, in the order of the key. */
  keys: readonly (readonly [string, string])[]
  /** SQL that tells whether a row is to go. */
  isGone: Prisma.Sql
  /** Whether those to go come first: the walk ends with the first that stays. */
  isInOrder?: boolean
  /** What else the statement does, as `, name AS (…)`; it may read the deleted rows from `gone`. */
  also?: Prisma.Sql
}

/**
 * Looks at the next rows of a table and deletes those that are to go: a bound on what is looked at bounds the
 * time, which a bound on what is deleted would not.
 */
export async function walkTable(
  tx: Transaction,
  { table, keys, isGone, isInOrder = false, also = Prisma.empty }: Walk,
  cursor: Cursor | null,
  most: number,
): Promise<{ rows: number; cursor: Cursor | null }> {
  const name = Prisma.raw(table)
  const columns = Prisma.raw(keys.map(([column]) => column).join(', '))
  const isSame = Prisma.raw(keys.map(([key]) => `${table}.${key} = seen.${key}`).join(' AND '))
  const asText = Prisma.raw(keys.map(([key]) => `${key}::text`).join(', '))
  const [walked] = await tx.$queryRaw<{ seen: number; rows: number; last: Cursor | null }[]>`
    WITH seen AS MATERIALIZED (
      SELECT ${columns} FROM ${name} WHERE ${isBeyond(keys, cursor)}
      ORDER BY ${columns} LIMIT ${most}::int
    ), gone AS (
      DELETE FROM ${name} USING seen WHERE ${isSame} AND ${isGone} RETURNING ${name}.*
    )${also}
    SELECT (SELECT count(*)::int FROM seen) AS seen, (SELECT count(*)::int FROM gone) AS rows,
      (SELECT ARRAY[${asText}] FROM seen ORDER BY ${Prisma.raw(
        keys.map(([key]) => `${key} DESC`).join(', '),
      )} LIMIT 1) AS last`
  const { seen = 0, rows = 0, last = null } = walked ?? {}
  const isOver = seen < most || (isInOrder && rows === 0)
  return { rows, cursor: isOver ? null : last }
}

function isBeyond(keys: Walk['keys'], cursor: Cursor | null): Prisma.Sql {
  if (cursor === null) return Prisma.sql`true`
  const columns = Prisma.raw(keys.map(([column]) => column).join(', '))
  const values = keys.map(([, type], at) => Prisma.sql`${cursor[at]}::text::${Prisma.raw(type)}`)
  return Prisma.sql`(${columns}) > (${Prisma.join(values)})`
}
