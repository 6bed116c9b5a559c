import type { Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import { listDistinct } from '@/lib/db/list-distinct'
import {
  COLUMNS,
  conditionsOf,
  equals,
  excludedOf,
  type FilterDimension,
  includedOf,
  rangeOfBeginning,
  rangesOfValues,
  valuesOfRanges,
  whereExcept,
} from '@/lib/db/logins/login-conditions'
import { measureDimensions, NO_INDEX, PROBE_LIMIT } from '@/lib/db/logins/measure-dimensions'
import { reader } from '@/lib/db/replica/read-source'
import { isOfRisk, RISK_COLUMNS, RISKY_LOGINS } from '@/lib/db/risks/risk-source'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import type { FilterValue } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

/**
 * How logins are searched: by the index of one dimension of the filter, holding the rest of the filter
 * against each login met there. `indexRanges` are that part's values, each an ordered range of the index.
 */
export type LoginSearch = {
  /** Null where no index of the filter serves and the order alone is followed. */
  dimension: FilterDimension | null
  indexRanges: Prisma.Sql[]
  /** The value that each of them has in the dimension's column, in their order; empty where they are no single values. */
  values: readonly FilterValue[]
  /** What is searched: `user_logins`, or by their risk what stands for it. */
  source: Prisma.Sql
  /** What the dimension's index leaves to check, and the filter whole. */
  rest: Prisma.Sql
  all: Prisma.Sql
  /** The parts that the filter has. */
  parts: FilterDimension[]
  /** How many logins the dimension matches, at least; more than `PROBE_LIMIT` are not counted one by one. */
  atLeast: number
}

export const LOGINS = Prisma.sql`user_logins`
/** More ranges than this are no shorter than the whole. */
const MAX_INDEX_RANGES = 60
/** To find the beginning of a range costs about what so many logins do. */
const LOGINS_A_RANGE = 5

/**
 * Chooses the part of the filter with the fewest logins, by the rollups and short looks at the
 * indexes, and rather any other part than the time, which they all have. Postgres chooses by statistics, which know nothing of rare values, and one wrong choice
 * is a search through millions.
 */
export async function planLoginSearch(
  filter: LoginFilter,
  db: Reader = reader(),
): Promise<LoginSearch> {
  const dimensions = [...conditionsOf(filter).keys()]
  const all = whereExcept(filter)
  const everything = {
    dimension: null,
    indexRanges: [Prisma.sql`true`],
    values: [],
    source: LOGINS,
    rest: all,
    all,
    parts: dimensions,
    atLeast: Number.POSITIVE_INFINITY,
  }
  const included = includedOf(filter)
  if (included.size === 0) return everything
  const sizes = await measureDimensions(filter, [...included.keys()], db)
  const indexRanges = await indexRangesOf(filter, sizes, db)
  // Each index has the time in it as well: of no part more is read than of the time alone.
  const ofTime = sizes.get('sent_at') ?? Number.POSITIVE_INFINITY
  const sizeOf = (dimension: FilterDimension) => Math.min(sizes.get(dimension) ?? 0, ofTime)
  const isUsable = (dimension: FilterDimension) => {
    const ranges = indexRanges.get(dimension)?.sql.length ?? 0
    const isShort = ranges <= 1 || ranges * LOGINS_A_RANGE <= ofTime
    return (sizes.get(dimension) ?? 0) < NO_INDEX && ranges <= MAX_INDEX_RANGES && isShort
  }
  const [best] = [...included.keys()].filter(isUsable).toSorted((a, b) => sizeOf(a) - sizeOf(b))
  if (best === undefined) return everything
  const isRisk = best === 'risk'
  const rangesOfBest = isRisk
    ? [Prisma.sql`true`]
    : (indexRanges.get(best)?.sql ?? [included.get(best) as Prisma.Sql])
  const time = included.get('sent_at') ?? Prisma.sql`true`
  return {
    dimension: best,
    indexRanges:
      best === 'sent_at' ? rangesOfBest : rangesOfBest.map((one) => Prisma.sql`${one} AND ${time}`),
    values: indexRanges.get(best)?.values ?? [],
    source: isRisk ? RISKY_LOGINS : LOGINS,
    rest: isRisk ? restOfRisky(filter) : restOf(filter, best),
    all,
    parts: dimensions,
    atLeast: sizeOf(best),
  }
}

/** What the ranges of a dimension leave to check: the other parts, and what its own leaves out. */
function restOf(filter: LoginFilter, dimension: FilterDimension): Prisma.Sql {
  const others = whereExcept(filter, 'sent_at', dimension)
  const excluded = excludedOf(filter, dimension)
  return excluded === undefined ? others : Prisma.sql`${others} AND ${excluded}`
}

/** What is left to check of `RISKY_LOGINS`: no index tells which of them are asked for. */
export function restOfRisky(filter: LoginFilter): Prisma.Sql {
  return Prisma.sql`${whereExcept(filter, 'risk')} AND ${isOfRisk(filter.risk)}`
}

/**
 * The first so many logins of several ranges in order. Each range has an order and a limit of its
 * own: without them Postgres reads all ranges whole and sorts, as it sees one order for all only
 * where no column differs between them.
 */
export function inOrder(
  columns: Prisma.Sql,
  { indexRanges, source }: Pick<LoginSearch, 'indexRanges' | 'source'>,
  { where, orderBy }: Pick<KeysetRange, 'where' | 'orderBy'>,
  most: number,
): Prisma.Sql {
  const one = (indexRange: Prisma.Sql) => Prisma.sql`
    SELECT ${columns} FROM ${source}
    WHERE ${indexRange} AND ${where} ORDER BY ${orderBy} LIMIT ${most}`
  if (indexRanges.length === 1) return one(indexRanges[0] as Prisma.Sql)
  const all = Prisma.join(
    indexRanges.map((indexRange) => Prisma.sql`(${one(indexRange)})`),
    ' UNION ALL ',
  )
  return Prisma.sql`${all} ORDER BY ${orderBy} LIMIT ${most}`
}

/** A login's place and the columns of some parts: no more, so that an index alone may answer. */
export function columnsOf(parts: FilterDimension[], source: Prisma.Sql): Prisma.Sql {
  const others = new Set(parts.filter((part) => part !== 'sent_at' && part !== 'risk'))
  const columns = [...others].map((part) => COLUMNS[part])
  const ofRisk = source === RISKY_LOGINS ? [RISK_COLUMNS] : []
  return Prisma.join([Prisma.sql`sent_at`, Prisma.sql`id`, ...columns, ...ofRisk])
}

const VALUE_KEYS = FILTER_FIELDS.filter(
  ({ filter }) => filter?.kind !== 'time' && filter?.kind !== 'risk',
).map(({ key }) => key as ValueKey)

type IndexRanges = { sql: Prisma.Sql[]; values: readonly FilterValue[] }

/** The ranges of an index that are each in order, for dimensions of several values. */
async function indexRangesOf(filter: LoginFilter, sizes: Map<FilterDimension, number>, db: Reader) {
  const indexRanges = new Map<FilterDimension, IndexRanges>()
  for (const key of VALUE_KEYS) {
    const ranges = rangesOfValues(filter, key)
    if (ranges !== null) indexRanges.set(key, { sql: ranges, values: valuesOfRanges(filter, key) })
  }
  const { fromVersion, toVersion, user_id_starts: beginning } = filter
  if (sizes.has('app_version') && !indexRanges.has('app_version') && fromVersion !== toVersion) {
    const condition = includedOf(filter).get('app_version') as Prisma.Sql
    const versions = await valuesOf<number>(COLUMNS.app_version, condition, db)
    // Of none, the whole range is as short as any.
    if (versions.length > 0) {
      indexRanges.set('app_version', rangesOf(COLUMNS.app_version, versions))
    }
  }
  if (beginning !== undefined && sizes.has('user_id') && !indexRanges.has('user_id')) {
    indexRanges.set('user_id', await rangesOfBeginning(beginning, sizes.get('user_id') ?? 0, db))
  }
  return indexRanges
}

function rangesOf(column: Prisma.Sql, values: (string | number)[]): IndexRanges {
  return { sql: values.map((value) => equals(column, value)), values }
}

/** Few logins are one range, in whatever order; of many, each user is a range of its own. */
async function rangesOfBeginning(
  beginning: string,
  size: number,
  db: Reader,
): Promise<IndexRanges> {
  const range = rangeOfBeginning(COLUMNS.user_id, beginning)
  if (size <= PROBE_LIMIT || size >= NO_INDEX) return { sql: [range], values: [] }
  return rangesOf(COLUMNS.user_id, await valuesOf<string>(COLUMNS.user_id, range, db))
}

/** To one more than can be ranges: the rollups would not know those that are not folded yet. */
function valuesOf<Value extends string | number>(
  column: Prisma.Sql,
  where: Prisma.Sql,
  db: Reader,
): Promise<Value[]> {
  return listDistinct(db, { table: LOGINS, column, where, limit: MAX_INDEX_RANGES + 1 })
}
