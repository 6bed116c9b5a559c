import { backgroundDatabase } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { MASKED_COLUMN } from '@/lib/db/vault/masked-columns'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'
import { erasedPrefix } from '@/lib/model/token'

/** What an erasure of a person would reach, as of now. */
export type Erasable = {
  /** Logins that still have a token. */
  rows: number
  /** Distinct values of each field among them. */
  values: Record<MaskedField, number>
  /** Of all these, those that other people's logins have, too: their originals stay. */
  shared: number
  /** Logins erased before. */
  erasedRows: number
}

/** Counts what an erasure would reach; reads the person's logins alone, and asks of each value once. */
export async function countErasable(userId: string): Promise<Erasable> {
  const counts = MASKED_FIELD_NAMES.map((field) => countsOf(field, userId))
  const [row] = await backgroundDatabase().$queryRaw<Record<string, number>[]>`
    WITH own AS MATERIALIZED (
      SELECT ${Prisma.join(Object.values(MASKED_COLUMN))}, ${Prisma.join(MASKED_FIELD_NAMES.map(isErased), ' AND ')} AS erased
      FROM user_logins WHERE user_id = ${userId}
    )
    SELECT (SELECT count(*)::int FROM own WHERE NOT erased) AS "rows", ${Prisma.join(counts)},
      (SELECT count(*)::int FROM own WHERE erased) AS "erasedRows"`
  const { rows = 0, erasedRows = 0 } = row ?? {}
  const values = perField((field) => row?.[field] ?? 0)
  const shared = MASKED_FIELD_NAMES.reduce((sum, field) => sum + (row?.[`shared_${field}`] ?? 0), 0)
  return { rows, values, shared, erasedRows }
}

/** Of a field: how many distinct values the person has, and how many of them others have, too. */
function countsOf(field: MaskedField, userId: string): Prisma.Sql {
  const column = MASKED_COLUMN[field]
  const distinct = Prisma.sql`(
    SELECT DISTINCT ${column} AS token FROM own
    WHERE NOT erased AND NOT starts_with(${column}, ${erasedPrefix(field)})) AS own_values`
  return Prisma.sql`
    (SELECT count(*)::int FROM ${distinct}) AS ${Prisma.raw(field)},
    (SELECT count(*)::int FROM ${distinct} WHERE EXISTS (
      SELECT FROM user_logins WHERE ${column} = own_values.token
        AND user_id IS DISTINCT FROM ${userId})) AS ${Prisma.raw(`shared_${field}`)}`
}

function isErased(field: MaskedField): Prisma.Sql {
  return Prisma.sql`coalesce(starts_with(${MASKED_COLUMN[field]}, ${erasedPrefix(field)}), true)`
}
