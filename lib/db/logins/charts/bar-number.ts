import { Prisma } from '@/lib/db/generated/client'

/**
 * SQL of the number of the bar that a moment is in: from 1 on, and of the first for what is before it. By
 * date_part, which has the seconds as a float8: extract makes a numeric of them first.
 */
export function barNumber(at: Prisma.Sql, starts: readonly number[]): Prisma.Sql {
  const ms = Prisma.sql`date_part('epoch', ${at}) * 1000`
  return Prisma.sql`greatest(1, width_bucket(${ms}, ${[...starts]}::float8[]))`
}
