import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import type { Cursor, KeyColumn, Place } from '@/lib/model/query/cursor'

/** A column of a list's order. Only the first one may have nulls. */
export type KeysetColumn = KeyColumn & {
  sql: Prisma.Sql
  /** What it is called where the columns selected hide its name. */
  outerSql?: Prisma.Sql
  /** How its values are named in cursors, where they must not stand in a URL themselves. */
  names?: ColumnNames
}

type ColumnNames = {
  nameOf: (value: string) => Promise<string>
  /** Null where nothing goes by that name any more: the list is then read from its beginning. */
  valueOf: (name: string) => Promise<string | null>
}

/** A part of the list, read from its beginning or from a place in it. */
export type KeysetRange = {
  where: Prisma.Sql
  /**
   * The same among the rows that have this value in the first column. Beside `column = value`, Postgres 17 takes
   * `where` as it is for an index condition and answers with rows of other values.
   */
  whereAt: (value: string | number | null) => Prisma.Sql
  orderBy: Prisma.Sql
  /** The same by the columns' outer names. */
  outerOrderBy: Prisma.Sql
}

/**
 * The ranges that are read one after the other from a cursor on. Rows without the value that is
 * sorted by come last, and need a range of their own: no comparison with null is ever true.
 */
export function rangesFrom(
  columns: readonly KeysetColumn[],
  direction: 'asc' | 'desc',
  cursor?: Cursor,
): KeysetRange[] {
  const backwards = readsBackwards(cursor)
  const descending = (direction === 'desc') !== backwards
  const place = cursor === undefined || cursor.towards === 'last' ? undefined : cursor.place
  const [first, ...others] = columns
  if (!first?.nulls) return [rangeOf(columns, place, descending)]
  const isAtNull = place?.[0] === null
  const withValue = rangeOf(columns, isAtNull ? undefined : place, descending)
  const without = rangeOf(others, isAtNull ? place.slice(1) : undefined, descending)
  const afterNull = without.where
  withValue.where = Prisma.sql`${first.sql} IS NOT NULL AND ${withValue.where}`
  without.where = Prisma.sql`${first.sql} IS NULL AND ${afterNull}`
  without.whereAt = (value) => (value === null ? afterNull : Prisma.sql`false`)
  if (!backwards) return isAtNull ? [without] : [withValue, without]
  return place === undefined || isAtNull ? [without, withValue] : [withValue]
}

function rangeOf(
  columns: readonly KeysetColumn[],
  place: Place | undefined,
  descending: boolean,
): KeysetRange {
  const way = descending ? Prisma.sql`DESC` : Prisma.empty
  const orderBy = Prisma.join(columns.map(({ sql }) => Prisma.sql`${sql} ${way}`))
  const outerOrderBy = Prisma.join(
    columns.map(({ sql, outerSql = sql }) => Prisma.sql`${outerSql} ${way}`),
  )
  if (place === undefined) {
    const whereAt = (value: unknown) => (value === null ? Prisma.sql`false` : Prisma.sql`true`)
    return { where: Prisma.sql`true`, whereAt, orderBy, outerOrderBy }
  }
  const key = Prisma.join(columns.map(({ sql }) => sql))
  const values = Prisma.join(columns.map(({ type }, at) => toSql(type, place[at] ?? null)))
  const where = descending ? Prisma.sql`(${key}) < (${values})` : Prisma.sql`(${key}) > (${values})`
  return { where, whereAt: whereAt(columns, place, descending), orderBy, outerOrderBy }
}

/** Postgres folds the comparison of the two values as it plans: what is left is a condition on the other columns. */
function whereAt(
  [first, ...others]: readonly KeysetColumn[],
  [at, ...rest]: Place,
  descending: boolean,
): KeysetRange['whereAt'] {
  const isNumber = first?.type !== 'text'
  const typed = (value: unknown) =>
    isNumber ? Prisma.sql`${String(value)}::bigint` : Prisma.sql`${String(value)}::text`
  const comparison = descending ? Prisma.sql`<` : Prisma.sql`>`
  return (value) => {
    if (value === null || at === null || at === undefined) return Prisma.sql`false`
    const beyond = Prisma.sql`${typed(value)} ${comparison} ${typed(at)}`
    if (others.length === 0) return beyond
    const { where } = rangeOf(others, rest, descending)
    return Prisma.sql`(${beyond} OR (${typed(value)} = ${typed(at)} AND ${where}))`
  }
}

function toSql(type: KeyColumn['type'], value: Place[number]): Prisma.Sql {
  if (type === 'time') return instant(Number(value))
  if (type === 'int') return Prisma.sql`${Number(value)}::int`
  return type === 'bigint' ? Prisma.sql`${String(value)}::bigint` : Prisma.sql`${value}`
}

/** Whether rows are read against the order shown, and turned round afterwards. */
export function readsBackwards(cursor: Cursor | undefined): boolean {
  return cursor?.towards === 'previous' || cursor?.towards === 'last'
}
