import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import type { LoginFilter } from '@/lib/model/logins-query'

/** A value as the rollups key it: `-` for none, `=DE` for DE. */
function rollupKey(value: string | null): string {
  return value === null ? '-' : `=${value}`
}

/** What a rollup's key stands for. */
export function rollupValue(key: string): string | null {
  return key === '-' ? null : key.slice(1)
}

/** The key of every value together. */
export const EVERY = '*'

/** The keys of the rows that, added up, count a filter's logins. */
export function rollupKeys(filter: LoginFilter): { deviceTypes: string[]; locales: string[] } {
  return {
    deviceTypes: filter.deviceTypes?.map(rollupKey) ?? [EVERY],
    locales: filter.locales?.map(rollupKey) ?? [EVERY],
  }
}

/** SQL of the hours that a filter's time touches. */
export function wholeHours(filter: LoginFilter): Prisma.Sql {
  return touched(Prisma.sql`hour`, Prisma.sql`interval '1 hour'`, filter)
}

/** SQL of the minutes that a filter's time touches. */
export function wholeMinutes(filter: LoginFilter): Prisma.Sql {
  return touched(Prisma.sql`minute`, Prisma.sql`interval '1 minute'`, filter)
}

function touched(column: Prisma.Sql, length: Prisma.Sql, { fromMs, toMs }: LoginFilter) {
  const bounds = [
    ...(fromMs === undefined ? [] : [Prisma.sql`${column} > ${instant(fromMs)} - ${length}`]),
    ...(toMs === undefined ? [] : [Prisma.sql`${column} < ${instant(toMs)}`]),
  ]
  return Prisma.join([Prisma.sql`true`, ...bounds], ' AND ')
}
