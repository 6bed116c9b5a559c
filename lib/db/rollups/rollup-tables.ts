import { keyInSchema } from '@/lib/db/advisory-lock'
import { CUBE_KEYS, ROLLED_UP_COLUMNS } from '@/lib/db/rollups/rollup-keys'
import { MASKED_FIELDS, MASKED_PAIRS, SHARED_FIELDS } from '@/lib/model/masked-fields'

/** A rollup, and what it holds when computed from nothing but the logins of `source`. */
export type RollupTable = {
  name: string
  columns: string
  select: (source: string) => string
  /** Those of the columns that follow from the logins that are kept; all of them where this is left out. */
  determined?: string
}

/** Pairs of values: the columns of their table, and those of the logins that they come from. */
export type PairTable = {
  name: string
  columns: [string, string]
  from: [string, string]
  /**
   * The rollup of the values that several users share: of their pairs, and of no others, it is told on which day
   * each was last seen (`last_day`). Null where it is told of none.
   */
  datedBy: string | null
  /** Whether it is told when a pair was first seen (`first_seen`). */
  tellsFirst: boolean
}

/** The day of pairs that are not dated. */
export const NO_DAY = `'-infinity'::date`

/** The UTC day of a login. */
export const LOGIN_DAY = `(sent_at AT TIME ZONE 'UTC')::date`

/** The bare advisory lock of whoever writes rollups; any number that nothing else uses. */
export const FOLD_LOCK = 7_313_104_222

/** The SQL of the lock's key in this installation. */
export const FOLD_KEY = keyInSchema(`${FOLD_LOCK}`)

/** Of `user_logins`: those that the rollups count by now. */
export const FOLDED = `NOT EXISTS (SELECT 1 FROM unfolded_batches AS unfolded
  WHERE unfolded.batch_id = coalesce(user_logins.batch_id, 0))`

/** The pairs of shared values with users, and with each other. */
export const PAIR_TABLES: readonly PairTable[] = [
  ...SHARED_FIELDS.map((field): PairTable => {
    const { column, sharing } = MASKED_FIELDS[field]
    const { userPairs, pairKey, rollup } = sharing
    return {
      name: userPairs,
      columns: [pairKey, 'user_id'],
      from: [column, 'user_id'],
      datedBy: rollup,
      tellsFirst: field === 'device_id',
    }
  }),
  ...MASKED_PAIRS.map(({ table, fields: [one, other] }): PairTable => {
    const [{ column, sharing }, second] = [MASKED_FIELDS[one], MASKED_FIELDS[other]]
    return {
      name: table,
      columns: [sharing.pairKey, second.sharing.pairKey],
      from: [column, second.column],
      datedBy: null,
      tellsFirst: false,
    }
  }),
]

export const ROLLUP_TABLES: readonly RollupTable[] = [
  ...PAIR_TABLES.map(pairs),
  ...SHARED_FIELDS.map((field) => {
    const { column, sharing } = MASKED_FIELDS[field]
    return shared(sharing.rollup, column, sharing.otherCount, MASKED_FIELDS[sharing.other].column)
  }),
  {
    name: 'login_versions',
    columns: 'app_version, app_version_text, logins',
    select: (source) => `
      SELECT coalesce(app_version, -1), coalesce(app_version_text, '') COLLATE "C", count(*)
      FROM ${source} GROUP BY 1, 2`,
  },
  counts('login_days', 'day', LOGIN_DAY),
  counts('login_hours', 'hour', `date_trunc('hour', sent_at, 'UTC')`),
  {
    name: 'login_minutes',
    columns: 'minute, logins',
    select: (source) => `
      SELECT date_trunc('minute', sent_at, 'UTC'), count(*) FROM ${source} GROUP BY 1 ORDER BY 1`,
  },
]

export const ROLLUP_NAMES: readonly string[] = ROLLUP_TABLES.map((table) => table.name)

/** The columns that tell something of a pair. */
export function pairFacts({ datedBy, tellsFirst }: PairTable): ('last_day' | 'first_seen')[] {
  return [
    ...(datedBy === null ? [] : ['last_day' as const]),
    ...(tellsFirst ? ['first_seen' as const] : []),
  ]
}

function pairs(table: PairTable): RollupTable {
  const [from, other] = table.from
  const key = `${from} COLLATE "C"`
  const values = {
    last_day: `CASE WHEN count(*) OVER (PARTITION BY ${key}) > 1 THEN max(${LOGIN_DAY}) ELSE ${NO_DAY} END`,
    first_seen: 'min(sent_at)',
  }
  const facts = pairFacts(table)
  const columnsOf = (some: string[]) => [...table.columns, ...some].join(', ')
  return {
    name: table.name,
    columns: columnsOf(facts),
    select: (source: string) => `
      SELECT ${[key, `${other} COLLATE "C"`, ...facts.map((fact) => values[fact])].join(', ')}
      FROM ${source} WHERE ${from} IS NOT NULL AND ${other} IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2`,
    // A pair may have been seen first before all logins that are kept.
    determined: columnsOf(facts.filter((fact) => fact !== 'first_seen')),
  }
}

function shared(name: string, from: string, other: string, otherFrom: string): RollupTable {
  return {
    name,
    columns: `token, logins, users, ${other}, first_seen, last_seen`,
    select: (source: string) => `
      SELECT ${from} COLLATE "C", count(*), count(DISTINCT user_id COLLATE "C"),
        count(DISTINCT ${otherFrom} COLLATE "C"), min(sent_at), max(sent_at)
      FROM ${source} WHERE ${from} IS NOT NULL GROUP BY 1
      HAVING min(user_id COLLATE "C") <> max(user_id COLLATE "C")`,
  }
}

function counts(name: string, bucket: string, expression: string): RollupTable {
  return {
    name,
    columns: `${ROLLED_UP_COLUMNS}, ${bucket}, logins`,
    select: (source: string) => `
      SELECT ${CUBE_KEYS}, bucket, count(*)
      FROM (SELECT ${ROLLED_UP_COLUMNS}, ${expression} AS bucket FROM ${source}) AS login
      GROUP BY bucket, CUBE (${ROLLED_UP_COLUMNS}) ORDER BY 1, 2, 3`,
  }
}
