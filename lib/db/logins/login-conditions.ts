import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { riskCondition } from '@/lib/db/risks/risk-source'
import { findOriginal } from '@/lib/find-original'
import {
  FILTER_FIELDS,
  type ListedField,
  LOGIN_FIELD_LIST,
  type LoginFieldKey,
} from '@/lib/model/login-field-list'
import type { FilterKey, NumberKey, SetKey, TextKey } from '@/lib/model/query/filter-parts'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/** A part of a filter; an index of `user_logins` can search by it. */
export type FilterDimension = FilterKey

/** The column of each field. */
export const COLUMNS = Object.fromEntries(
  LOGIN_FIELD_LIST.map(({ key, column }) => [key, Prisma.raw(column)]),
) as Record<LoginFieldKey, Prisma.Sql>

/** What mostly finds fewer logins comes first: it is searched by where two find equally many. */
const KINDS = ['token', 'text', 'number', 'risk', 'version', 'set', 'time']

const BY_KIND = FILTER_FIELDS.toSorted(
  (a, b) => KINDS.indexOf(a.filter?.kind ?? '') - KINDS.indexOf(b.filter?.kind ?? ''),
)

/** SQL of each part of a filter that is asked for. */
export function conditionsOf(filter: LoginFilter): Map<FilterDimension, Prisma.Sql> {
  const found = new Map<FilterDimension, Prisma.Sql>()
  for (const field of BY_KIND) {
    const condition = conditionOf(filter, field)
    if (condition !== null) found.set(field.key as FilterDimension, condition)
  }
  return found
}

function conditionOf(filter: LoginFilter, { key, filter: asked }: ListedField): Prisma.Sql | null {
  const column = COLUMNS[key]
  switch (asked?.kind) {
    case 'token':
      return tokenCondition(column, filter[key as TextKey])
    case 'text': {
      const text = filter[key as TextKey]
      return text === undefined ? null : Prisma.sql`${column} = ${text}`
    }
    case 'number': {
      const number = filter[key as NumberKey]
      return number === undefined ? null : Prisma.sql`${column} = ${number}::int`
    }
    case 'set': {
      const values = filter[key as SetKey]
      return values === undefined ? null : oneOf(column, values)
    }
    case 'risk':
      return filter.risk === undefined ? null : riskCondition(filter.risk)
    case 'version':
      return versionCondition(filter)
    default:
      return timeCondition(filter)
  }
}

/** All conditions except those of the dimensions given, joined by AND. */
export function whereExcept(filter: LoginFilter, ...dimensions: FilterDimension[]): Prisma.Sql {
  const conditions = [...conditionsOf(filter)].filter(
    ([dimension]) => !dimensions.includes(dimension),
  )
  return conditions.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        conditions.map(([, condition]) => condition),
        ' AND ',
      )
}

/** `column = value`, where null means none. */
export function equals(column: Prisma.Sql, value: string | null): Prisma.Sql {
  return value === null ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} = ${value}`
}

/** An original is never looked for: the answer would tell that an adopted login holds it. */
function tokenCondition(column: Prisma.Sql, token: string | undefined): Prisma.Sql | null {
  if (token === undefined) return null
  return findOriginal(token) === null ? Prisma.sql`${column} = ${token}` : Prisma.sql`false`
}

function oneOf(column: Prisma.Sql, values: (string | null)[]): Prisma.Sql {
  if (values.length === 0) return Prisma.sql`true`
  return Prisma.sql`(${Prisma.join(
    values.map((value) => equals(column, value)),
    ' OR ',
  )})`
}

function versionCondition({ fromVersion, toVersion }: LoginFilter): Prisma.Sql | null {
  if (fromVersion === undefined && toVersion === undefined) return null
  if (fromVersion === toVersion) return Prisma.sql`app_version = ${fromVersion}::int`
  // Without a lower bound: the -1 of rollups and the nulls of logins are no versions.
  const low = Prisma.sql`app_version >= ${fromVersion ?? 0}::int`
  if (toVersion === undefined) return low
  return Prisma.sql`(${low} AND app_version <= ${toVersion}::int)`
}

function timeCondition({ fromMs, toMs }: LoginFilter): Prisma.Sql | null {
  const bounds = [
    ...(fromMs === undefined ? [] : [Prisma.sql`sent_at >= ${instant(fromMs)}`]),
    ...(toMs === undefined ? [] : [Prisma.sql`sent_at < ${instant(toMs)}`]),
  ]
  return bounds.length === 0 ? null : Prisma.join(bounds, ' AND ')
}
