import { database, type Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import {
  COLUMNS,
  conditionsOf,
  equals,
  type FilterDimension,
  whereExcept,
} from '@/lib/db/logins/login-conditions'
import { measureDimensions } from '@/lib/db/logins/measure-dimensions'
import { isOfRisk, RISK_COLUMNS, RISKY_LOGINS } from '@/lib/db/risks/risk-source'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import type { SetKey } from '@/lib/model/query/filter-parts'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/**
 * How logins are searched: by the index of one dimension of the filter, holding the rest of the filter
 * against each login met there. `indexRanges` are that part's values, each an ordered range of the index.
 */
export type LoginSearch = {
  /** Null where no index of the filter serves and the order alone is followed. */
  dimension: FilterDimension | null
  indexRanges: Prisma.Sql[]
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

/**
 * Chooses the part of the filter with the fewest logins, by the rollups and short looks at the
 * indexes. Postgres chooses by statistics, which know nothing of rare values, and one wrong choice
 * is a search through millions.
 */
export async function planLoginSearch(
  filter: LoginFilter,
  db: Reader = database(),
): Promise<LoginSearch> {
  const conditions = conditionsOf(filter)
  const dimensions = [...conditions.keys()]
  const all = whereExcept(filter)
  const everything = {
    dimension: null,
    indexRanges: [Prisma.sql`true`],
    source: LOGINS,
    rest: all,
    all,
    parts: dimensions,
    atLeast: Number.POSITIVE_INFINITY,
  }
  if (dimensions.length === 0) return everything
  const sizes = await measureDimensions(filter, dimensions, db)
  const indexRanges = await indexRangesOf(filter, sizes, db)
  const isUsable = (dimension: FilterDimension) =>
    (indexRanges.get(dimension)?.length ?? 0) <= MAX_INDEX_RANGES
  const sizeOf = (dimension: FilterDimension) => sizes.get(dimension) ?? 0
  const [best] = dimensions.filter(isUsable).toSorted((a, b) => sizeOf(a) - sizeOf(b))
  if (best === undefined) return everything
  const isRisk = best === 'risk'
  const rangesOfBest = isRisk
    ? [Prisma.sql`true`]
    : (indexRanges.get(best) ?? [conditions.get(best) as Prisma.Sql])
  const time = conditions.get('sent_at') ?? Prisma.sql`true`
  return {
    dimension: best,
    indexRanges:
      best === 'sent_at' ? rangesOfBest : rangesOfBest.map((one) => Prisma.sql`${one} AND ${time}`),
    source: isRisk ? RISKY_LOGINS : LOGINS,
    rest: isRisk ? restOfRisky(filter) : whereExcept(filter, 'sent_at', best),
    all,
    parts: dimensions,
    atLeast: sizeOf(best),
  }
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

const SET_KEYS = FILTER_FIELDS.filter(({ filter }) => filter?.kind === 'set').map(
  ({ key }) => key as SetKey,
)

/** The ranges of an index that are each in order, for dimensions of several values. */
async function indexRangesOf(filter: LoginFilter, sizes: Map<FilterDimension, number>, db: Reader) {
  const indexRanges = new Map<FilterDimension, Prisma.Sql[]>()
  for (const key of SET_KEYS) {
    const values = filter[key]
    if (values?.length) {
      indexRanges.set(
        key,
        values.map((value) => equals(COLUMNS[key], value)),
      )
    }
  }
  const { fromVersion, toVersion } = filter
  if (sizes.has('app_version') && fromVersion !== toVersion) {
    const condition = conditionsOf(filter).get('app_version') as Prisma.Sql
    const versions = await listVersions(condition, db)
    // Of none, the whole range is as short as any.
    if (versions.length > 0) {
      indexRanges.set(
        'app_version',
        versions.map((version) => Prisma.sql`app_version = ${version}::int`),
      )
    }
  }
  return indexRanges
}

/**
 * Hops from one version to the next along the index of the logins: the rollup of versions would not
 * know those that are not folded yet.
 */
async function listVersions(condition: Prisma.Sql, db: Reader): Promise<number[]> {
  const next = (after: Prisma.Sql) => Prisma.sql`
    SELECT app_version FROM user_logins WHERE ${condition} AND ${after}
    ORDER BY app_version LIMIT 1`
  const rows = await db.$queryRaw<{ version: number }[]>`
    WITH RECURSIVE found(version) AS (
      (${next(Prisma.sql`true`)})
      UNION ALL
      SELECT (${next(Prisma.sql`app_version > found.version`)}) FROM found
      WHERE found.version IS NOT NULL
    )
    SELECT version FROM found WHERE version IS NOT NULL LIMIT ${MAX_INDEX_RANGES + 1}`
  return rows.map(({ version }) => version)
}
