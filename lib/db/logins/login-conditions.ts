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
import { MASKED_FIELDS } from '@/lib/model/masked-fields'
import { type FilterValue, includedValues } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { FilterKey, ValueKey } from '@/lib/model/query/parts/filter-parts'

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

/** SQL of each part of a filter that is asked for: what it takes in and what it leaves out. */
export function conditionsOf(filter: LoginFilter): Map<FilterDimension, Prisma.Sql> {
  const found = new Map<FilterDimension, Prisma.Sql>()
  for (const { key } of BY_KIND) {
    const both = [includedOf(filter).get(key as FilterDimension), excludedOf(filter, key)].filter(
      (one) => one !== undefined,
    )
    if (both.length > 0) found.set(key as FilterDimension, Prisma.join(both, ' AND '))
  }
  return found
}

/** SQL of what each part of a filter takes in: an index can be searched by it, unlike by what is left out. */
export function includedOf(filter: LoginFilter): Map<FilterDimension, Prisma.Sql> {
  const found = new Map<FilterDimension, Prisma.Sql>()
  for (const field of BY_KIND) {
    const condition = includedCondition(filter, field)
    if (condition !== null) found.set(field.key as FilterDimension, condition)
  }
  return found
}

/** SQL that holds for all logins but those that a filter leaves out by a field; undefined where it leaves out none. */
export function excludedOf(filter: LoginFilter, key: LoginFieldKey): Prisma.Sql | undefined {
  const asked = filter.excluded?.[key as ValueKey]
  // Nor is an original left out: how many logins are fewer then would tell of it.
  const values = asked?.filter((value) => !isHiddenOriginal(key, value))
  if (values === undefined || values.length === 0) return undefined
  const column = COLUMNS[key]
  const isNoneOut = values.includes(null)
  const known = values
    .filter((value) => value !== null)
    .map((value) => Prisma.sql`${column} <> ${typed(value)}`)
  if (known.length === 0) return Prisma.sql`${column} IS NOT NULL`
  const differs = Prisma.join(known, ' AND ')
  return isNoneOut
    ? Prisma.sql`(${column} IS NOT NULL AND ${differs})`
    : Prisma.sql`(${column} IS NULL OR (${differs}))`
}

function includedCondition(filter: LoginFilter, field: ListedField): Prisma.Sql | null {
  const kind = field.filter?.kind
  if (kind === undefined || kind === 'time') return timeCondition(filter)
  if (kind === 'risk') return filter.risk === undefined ? null : riskCondition(filter.risk)
  const key = field.key as ValueKey
  const ranges = rangesOfValues(filter, key)
  if (ranges !== null) return anyOf(ranges)
  if (kind === 'version') return versionCondition(filter)
  const beginning = key === 'user_id' ? filter.user_id_starts : undefined
  return beginning === undefined ? null : beginsWith(COLUMNS[key], beginning)
}

/** SQL of each value that a filter asks for in a field, each a range of an index; null where it asks for none in particular. */
export function rangesOfValues(filter: LoginFilter, key: ValueKey): Prisma.Sql[] | null {
  const values = includedValues(filter, key)
  if (values === undefined) return null
  const found = valuesOfRanges(filter, key)
  if (found.length === 0) return [values.length === 0 ? Prisma.sql`true` : Prisma.sql`false`]
  return found.map((value) => equals(COLUMNS[key], value))
}

/** The values of these ranges, in their order; empty where they are of none. */
export function valuesOfRanges(filter: LoginFilter, key: ValueKey): FilterValue[] {
  return (includedValues(filter, key) ?? []).filter((value) => !isHiddenOriginal(key, value))
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
export function equals(column: Prisma.Sql, value: FilterValue): Prisma.Sql {
  return value === null ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} = ${typed(value)}`
}

/** In whatever order the database sorts. */
function beginsWith(column: Prisma.Sql, beginning: string): Prisma.Sql {
  return Prisma.sql`starts_with(${column}, ${beginning})`
}

/** The same as a range of an index whose order is that of bytes, or of code points, which is one in UTF-8. */
export function rangeOfBeginning(column: Prisma.Sql, beginning: string): Prisma.Sql {
  const next = afterAll(beginning)
  const low = Prisma.sql`${column} >= ${beginning}`
  return next === null ? low : Prisma.sql`${low} AND ${column} < ${next}`
}

/** The first text behind all that begin so; null where none is. */
export function afterAll(beginning: string): string | null {
  const points = [...beginning].map((character) => character.codePointAt(0) ?? 0)
  while (points.at(-1) === 0x10ffff) points.pop()
  const last = points.pop()
  if (last === undefined) return null
  // Surrogates are no characters.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
}

/** Numbers are those of versions and runs. */
function typed(value: string | number): Prisma.Sql {
  return typeof value === 'number' ? Prisma.sql`${value}::int` : Prisma.sql`${value}`
}

/** Any of several conditions. */
function anyOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  const [first] = conditions
  return conditions.length === 1 && first
    ? first
    : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`
}

/** An original is never looked for: the answer would tell that an adopted login holds it. */
function isHiddenOriginal(key: LoginFieldKey, value: FilterValue): boolean {
  return key in MASKED_FIELDS && value !== null && findOriginal(String(value)) !== null
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
