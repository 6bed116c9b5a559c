import { Prisma } from '@/lib/db/generated/client'

/** `timestamptz` of Unix milliseconds, to the precision of the column. */
export function instant(ms: number): Prisma.Sql {
  return Prisma.sql`to_timestamp(${ms}::float8 / 1000)::timestamptz(3)`
}
