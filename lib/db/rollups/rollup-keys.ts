import { Prisma } from '@/lib/db/generated/client'
import { type KeyWith, LOGIN_FIELD_LIST, type LoginFieldKey } from '@/lib/model/login-field-list'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { SetKey } from '@/lib/model/query/parts/filter-parts'

/** A value as the rollups key it: `-` for none, `=DE` for DE. */
export function rollupKey(value: string | null): string {
  return value === null ? '-' : `=${value}`
}

/** What a rollup's key stands for. */
export function rollupValue(key: string): string | null {
  return key === '-' ? null : key.slice(1)
}

/** The key of every value together. */
export const EVERY = '*'

/** A field that the rollups of hours and days count by. */
export type RolledUpKey = KeyWith<{ isRolledUp: true }> & SetKey

/** Those fields, in the order of the rollups' keys. */
export const ROLLED_UP = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp).map(
  ({ key, column }) => ({ key: key as RolledUpKey, column: Prisma.raw(column) }),
)

/** The columns of those fields, of logins and of the rollups. */
export const ROLLED_UP_COLUMNS = ROLLED_UP.map(({ column }) => column.sql).join(', ')

/** SQL of the keys of logins that are grouped by `CUBE (ROLLED_UP_COLUMNS)`: of each value, and of all together. */
export const CUBE_KEYS = ROLLED_UP.map(({ column: { sql } }) => {
  return `CASE WHEN grouping(${sql}) = 1 THEN '${EVERY}' ELSE coalesce('=' || ${sql}, '-') END COLLATE "C"`
}).join(', ')

type RolledUp = { key: RolledUpKey; column: Prisma.Sql }

/**
 * SQL of the rows of a rollup that, added up as `signedLogins` says, count a filter's logins; of some
 * fields alone, if so told.
 */
export function countedRows(
  filter: LoginFilter,
  fields: readonly RolledUp[] = ROLLED_UP,
): Prisma.Sql {
  const conditions = fields.map(({ key, column }) => {
    const { added, takenOff } = countedKeys(filter, key)
    return Prisma.sql`${column} = ANY(${[...added, ...takenOff]})`
  })
  return Prisma.join(conditions, ' AND ')
}

/**
 * A field's keys whose rows count a filter's logins, and those whose rows are taken off again: of what is left
 * out there are few rows; all others would be nearly the whole rollup.
 */
export function countedKeys(
  filter: LoginFilter,
  key: RolledUpKey,
): { added: string[]; takenOff: string[] } {
  const asked = filter[key]?.map(rollupKey)
  const left = leftOut(filter, key)
  return asked === undefined
    ? { added: [EVERY], takenOff: left }
    : { added: asked.filter((one) => !left.includes(one)), takenOff: [] }
}

/** SQL of what each of those rows adds: what is left out by a field is taken off, and by two fields added again. */
export function signedLogins(
  filter: LoginFilter,
  fields: readonly RolledUp[] = ROLLED_UP,
): Prisma.Sql {
  const signs = fields
    .filter(({ key }) => filter[key] === undefined && leftOut(filter, key).length > 0)
    .map(({ column }) => Prisma.sql`CASE ${column} WHEN ${EVERY} THEN 1 ELSE -1 END`)
  return Prisma.join([Prisma.sql`logins`, ...signs], ' * ')
}

function leftOut(filter: LoginFilter, key: RolledUpKey): string[] {
  return filter.excluded?.[key]?.map((value) => rollupKey(value as string | null)) ?? []
}

/** Whether the rollups know enough of a part of a filter to count by it. */
export function isRolledUp(key: LoginFieldKey): boolean {
  return ROLLED_UP.some((field) => field.key === key)
}
