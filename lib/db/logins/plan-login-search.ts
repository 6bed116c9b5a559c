import { database, type Reader } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { KeysetRange } from '@/lib/db/keyset-ranges'
import { allBut, COLUMNS, conditionsOf, equals, type Lead } from '@/lib/db/logins/login-conditions'
import { countedRows, isRolledUp, type RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import type { SetKey } from '@/lib/model/query/filter-parts'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/**
 * How logins are searched: along the index of one part of the filter, holding the rest of the filter
 * against each login met there. `branches` are that part's values, each an ordered range of the index.
 */
export type LoginSearch = {
  /** Null where nothing but the order leads. */
  lead: Lead | null
  branches: Prisma.Sql[]
  /** What the lead leaves to check, and the filter whole. */
  rest: Prisma.Sql
  all: Prisma.Sql
  /** The parts that the filter has. */
  parts: Lead[]
  /** How many logins the lead has, at least; more than `PROBED` are not counted one by one. */
  atLeast: number
}

/** Logins of one device, IP, user or run are counted to here when a search is planned. */
export const PROBED = 2_000
/** More branches than this are no shorter than the whole. */
const MAX_BRANCHES = 60

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
  const leads = [...conditions.keys()]
  const all = allBut(filter)
  const everything = {
    lead: null,
    branches: [Prisma.sql`true`],
    rest: all,
    all,
    parts: leads,
    atLeast: Number.POSITIVE_INFINITY,
  }
  if (leads.length === 0) return everything
  const sizes = await measure(filter, leads, db)
  const branches = await branchesOf(filter, sizes, db)
  const isUsable = (lead: Lead) => (branches.get(lead)?.length ?? 0) <= MAX_BRANCHES
  const sizeOf = (lead: Lead) => sizes.get(lead) ?? 0
  const [best] = leads.filter(isUsable).toSorted((a, b) => sizeOf(a) - sizeOf(b))
  if (best === undefined) return everything
  const ofLead = branches.get(best) ?? [conditions.get(best) as Prisma.Sql]
  const time = conditions.get('sent_at') ?? Prisma.sql`true`
  return {
    lead: best,
    branches: best === 'sent_at' ? ofLead : ofLead.map((one) => Prisma.sql`${one} AND ${time}`),
    rest: allBut(filter, 'sent_at', best),
    all,
    parts: leads,
    atLeast: sizeOf(best),
  }
}

/**
 * The first so many logins of several ranges in order. Each range has an order and a limit of its
 * own: without them Postgres reads all ranges whole and sorts, as it sees one order for all only
 * where no column differs between them.
 */
export function inOrder(
  columns: Prisma.Sql,
  branches: Prisma.Sql[],
  { where, orderBy }: Pick<KeysetRange, 'where' | 'orderBy'>,
  most: number,
): Prisma.Sql {
  const one = (branch: Prisma.Sql) => Prisma.sql`
    SELECT ${columns} FROM user_logins
    WHERE ${branch} AND ${where} ORDER BY ${orderBy} LIMIT ${most}`
  if (branches.length === 1) return one(branches[0] as Prisma.Sql)
  const all = Prisma.join(
    branches.map((branch) => Prisma.sql`(${one(branch)})`),
    ' UNION ALL ',
  )
  return Prisma.sql`${all} ORDER BY ${orderBy} LIMIT ${most}`
}

/** A login's place and the columns of some parts: no more, so that an index alone may answer. */
export function columnsOf(parts: Lead[]): Prisma.Sql {
  const others = new Set(parts.filter((part) => part !== 'sent_at'))
  const columns = [...others].map((part) => COLUMNS[part])
  return Prisma.join([Prisma.sql`sent_at`, Prisma.sql`id`, ...columns])
}

/** How many logins each lead has, in one round trip. */
async function measure(filter: LoginFilter, leads: Lead[], db: Reader): Promise<Map<Lead, number>> {
  const asked = leads.map((lead) => Prisma.sql`${size(filter, lead)} AS ${Prisma.raw(`"${lead}"`)}`)
  const [row] = await db.$queryRaw<Record<string, number>[]>`
    SELECT ${Prisma.join(asked)}`
  return new Map(leads.map((lead) => [lead, row?.[lead] ?? 0]))
}

function size(filter: LoginFilter, lead: Lead): Prisma.Sql {
  const conditions = conditionsOf(filter)
  const time = conditions.get('sent_at') ?? Prisma.sql`true`
  if (isRolledUp(lead)) {
    const alone = { [lead]: filter[lead as RolledUpKey] }
    return Prisma.sql`(SELECT coalesce(sum(logins), 0)::float8 FROM login_days
      WHERE ${countedRows(alone)} AND ${days(filter)})`
  }
  const condition = conditions.get(lead) as Prisma.Sql
  const probe = Prisma.sql`(SELECT count(*)::float8 FROM (
    SELECT 1 FROM user_logins WHERE ${condition} AND ${time} LIMIT ${PROBED + 1}) AS probed)`
  if (lead === 'sent_at') {
    return Prisma.sql`CASE WHEN ${probe} <= ${PROBED} THEN ${probe} ELSE ${PROBED} + (
      SELECT coalesce(sum(logins), 0)::float8 FROM login_days
      WHERE ${countedRows({})} AND ${days(filter)}) END`
  }
  // All days: what a version has in some of them is not kept, and its order matters alone.
  if (lead === 'app_version') {
    return Prisma.sql`(SELECT coalesce(sum(logins), 0)::float8 FROM login_versions WHERE ${condition})`
  }
  if (lead !== 'run_id') return probe
  // A run may be small or nearly everything: its ledger knows about how many, by some of its batches.
  return Prisma.sql`CASE WHEN ${probe} <= ${PROBED} THEN ${probe} ELSE ${PROBED} + coalesce((
    SELECT (max(id) - min(id) + 1)::float8 FROM ingest_batches WHERE ${condition}) * (
    SELECT avg(stored)::float8 FROM (
      SELECT stored FROM ingest_batches WHERE ${condition} LIMIT 50) AS batch), 0) END`
}

function days({ fromMs, toMs }: LoginFilter): Prisma.Sql {
  const day = (ms: number) => Prisma.sql`${new Date(ms).toISOString().slice(0, 10)}::date`
  return Prisma.join(
    [
      fromMs === undefined ? Prisma.sql`true` : Prisma.sql`day >= ${day(fromMs)}`,
      toMs === undefined ? Prisma.sql`true` : Prisma.sql`day <= ${day(toMs)}`,
    ],
    ' AND ',
  )
}

const SET_KEYS = FILTER_FIELDS.filter(({ filter }) => filter?.kind === 'set').map(
  ({ key }) => key as SetKey,
)

/** The ranges of an index that are each in order, for leads of several values. */
async function branchesOf(filter: LoginFilter, sizes: Map<Lead, number>, db: Reader) {
  const branches = new Map<Lead, Prisma.Sql[]>()
  for (const key of SET_KEYS) {
    const values = filter[key]
    if (values?.length) {
      branches.set(
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
      branches.set(
        'app_version',
        versions.map((version) => Prisma.sql`app_version = ${version}::int`),
      )
    }
  }
  return branches
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
    SELECT version FROM found WHERE version IS NOT NULL LIMIT ${MAX_BRANCHES + 1}`
  return rows.map(({ version }) => version)
}
