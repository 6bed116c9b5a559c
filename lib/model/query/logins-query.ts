import { sortableVersion } from '@/lib/model/app-version'
import { FILTER_FIELDS, LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { defineQuery, type QueryValues } from '@/lib/model/query/define-query'
import { isLoginCursor, LOGIN_SORTS, type LoginSort } from '@/lib/model/query/login-cursor'
import { CHART_PARTS, chartContradictions } from '@/lib/model/query/parts/chart-parts'
import {
  FILTER_PARTS,
  type NumberKey,
  type PrefixKey,
  type SetKey,
  type TextKey,
  type ValueKey,
  type VersionKey,
} from '@/lib/model/query/parts/filter-parts'
import { riskFilterOf } from '@/lib/model/query/parts/risk-parts'
import { anyText, oneOf, textLike } from '@/lib/model/query/parts/text-schema'
import { boundsOf, TIME_PARTS, timeContradictions } from '@/lib/model/query/parts/time-parts'
import { ROW_PLACE } from '@/lib/model/query/row-place'
import type { RiskFilter } from '@/lib/model/risk/risk-signals'

/** What is sorted by, by its key or by what links called it before. */
const SORT_NAMES = new Map(
  LOGIN_FIELD_LIST.flatMap(({ key, sort }) =>
    sort === undefined
      ? []
      : [key, ...sort.aliases].map((name) => [name, key as LoginSort] as const),
  ),
)

const sort = anyText()
  .check((name) => SORT_NAMES.has(name))
  .to((name) => SORT_NAMES.get(name) as LoginSort)

/** Why a part cannot stand beside the others. */
const CONTRADICTIONS = {
  app_version: 'stands beside a range of versions',
  app_version_to: 'is below the start',
  user_id_starts: 'stands beside whole values',
  at: 'belongs to another order',
} as const

/** The URL of the logins. Sorted by time, newest first, unless it says otherwise. */
export const loginsQuery = defineQuery(
  {
    ...TIME_PARTS,
    ...FILTER_PARTS,
    sort: { schema: sort, label: 'what is sorted by', default: 'sent_at' },
    order: {
      schema: oneOf(['desc', 'asc', 'newest', 'oldest']).to(toDirection),
      label: 'the order',
      default: 'desc',
    },
    ...CHART_PARTS,
    at: {
      schema: anyText().check((text) => isLoginCursor(text, LOGIN_SORTS), 'is not valid'),
      label: 'the place in the list',
    },
    /** The login in the inspector: `<ms>.<id>`. */
    row: {
      schema: textLike(ROW_PLACE, 'is not a login'),
      label: 'the login to inspect',
    },
  },
  (query) => {
    const { at } = query
    const [low, high] = [numberOf(query.app_version_from), numberOf(query.app_version_to)]
    const found: { name: keyof typeof CONTRADICTIONS; isSo: boolean }[] = [
      { name: 'app_version', isSo: query.app_version !== undefined && (low ?? high) !== undefined },
      { name: 'app_version_to', isSo: low !== undefined && high !== undefined && high < low },
      {
        name: 'user_id_starts',
        isSo: query.user_id !== undefined && query.user_id_starts !== undefined,
      },
      { name: 'at', isSo: at !== undefined && !isLoginCursor(at, [query.sort]) },
    ]
    const others = found
      .filter(({ isSo }) => isSo)
      .map(({ name }) => ({ name, problem: CONTRADICTIONS[name] }))
    return [...timeContradictions(query), ...chartContradictions(query), ...others]
  },
)

/** What the URL of the logins says; an absent part is not asked for. */
export type LoginsQuery = {
  [Name in keyof QueryValues<typeof loginsQuery>]: QueryValues<typeof loginsQuery>[Name]
}

/** One value, or any of several; null stands for none. */
type Asked<Value> = Value | readonly (Value | null)[]

/** The filter of a query at a moment: times and versions are bounds, `to` not included. */
export type LoginFilter = {
  fromMs?: number | undefined
  toMs?: number | undefined
  fromVersion?: number | undefined
  toVersion?: number | undefined
  /** Of which fields which values are left out. */
  excluded?: { [Key in ValueKey]?: readonly (string | number | null)[] | undefined } | undefined
} & { [Key in SetKey]?: (string | null)[] | undefined } & {
  [Key in TextKey]?: Asked<string> | undefined
} & {
  [Key in NumberKey | VersionKey]?: Asked<number> | undefined
} & { [Key in `${PrefixKey}_starts`]?: string | undefined } & { risk?: RiskFilter | undefined }

/** What a link asks for: of a field of several values, one may stand alone. */
export type LinkedQuery = Omit<Partial<LoginsQuery>, TextKey | NumberKey | VersionKey> & {
  [Key in TextKey | VersionKey]?: Asked<string> | undefined
} & { [Key in NumberKey]?: Asked<number> | undefined }

/**
 * Reads a URL's search part by part: what is broken is left out and named, so that a mangled link
 * still shows a page.
 */
export const parseLoginsQuery = loginsQuery.parse

/** The search of a URL, such as `device_type=ios&locale=`; what is default or absent is left out. */
export const writeLoginsQuery = loginsQuery.write as (query: LinkedQuery) => string

/** What a saved view keeps of a query: not the place in the list, nor the login looked at. */
export function viewOf(query: LoginsQuery): string {
  return writeLoginsQuery({ ...query, at: undefined, row: undefined })
}

/** The filter of a query; ranges are told from `nowMs`, by the calendar of a zone. */
export function filterOf(
  query: Partial<LoginsQuery>,
  nowMs: number,
  timeZone: string,
): LoginFilter {
  const versions = query.app_version?.map(numberOrNone)
  // One alone is a range of one, which indexes and rollups tell alike.
  const one = versions?.length === 1 ? (versions[0] ?? undefined) : undefined
  return withoutAbsent({
    ...boundsOf(query, { nowMs, timeZone }),
    fromVersion: one ?? numberOf(query.app_version_from),
    toVersion: one ?? numberOf(query.app_version_to),
    ...Object.fromEntries(LISTED_KEYS.map((key) => [key, query[key]])),
    app_version: one === undefined ? versions : undefined,
    user_id_starts: query.user_id_starts,
    risk: riskFilterOf(query),
    excluded: excludedOf(query),
  })
}

function excludedOf(query: Partial<LoginsQuery>): LoginFilter['excluded'] {
  const excluded = withoutAbsent({
    ...Object.fromEntries(LISTED_KEYS.map((key) => [key, query[`${key}_not`]])),
    app_version: query.app_version_not?.map(numberOrNone),
  })
  return Object.keys(excluded).length === 0 ? undefined : excluded
}

const RANGES: readonly unknown[] = ['time', 'version', 'risk']
/** The filters whose parts of the URL are the values that are filtered by. */
const LISTED_KEYS = FILTER_FIELDS.flatMap(({ key, filter }) =>
  RANGES.includes(filter?.kind) ? [] : [key as Exclude<ValueKey, VersionKey>],
)

/** Whether a query asks for less than everything. */
export function isFiltered(query: LoginsQuery): boolean {
  return Object.keys(filterOf(query, 0, 'UTC')).length > 0
}

function toDirection(order: 'desc' | 'asc' | 'newest' | 'oldest'): 'desc' | 'asc' {
  return order === 'asc' || order === 'oldest' ? 'asc' : 'desc'
}

function numberOf(version: string | undefined): number | undefined {
  return version === undefined ? undefined : (sortableVersion(version) ?? undefined)
}

function numberOrNone(version: string | null): number | null {
  return version === null ? null : (sortableVersion(version) ?? null)
}

function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
