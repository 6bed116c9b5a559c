import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keepFirsts, type Renewed, readFirsts } from '@/lib/db/rollups/known-firsts'
import { FOLD_KEY, FOLDED, ROLLUP_TABLES, type RollupTable } from '@/lib/db/rollups/rollup-tables'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import {
  MASKED_FIELDS,
  MASKED_PAIRS,
  type MaskedField,
  SHARED_FIELDS,
  type SharedField,
} from '@/lib/model/masked-fields'

/** Keeps folds away until the transaction ends; to be called before tokens of logins are changed. */
export async function lockRollups(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${Prisma.raw(FOLD_KEY)})::text`
}

/** Tokens of each masked field. */
export type TokensByField = Record<MaskedField, readonly string[]>

/**
 * Computes anew what the rollups say of some values, from the logins as the transaction has left them.
 * `lockRollups` comes first.
 * @param renewed tells the tokens that were replaced by others; none, unless it is given.
 */
export async function recomputeRollups(
  tx: Transaction,
  changed: TokensByField,
  renewed: Renewed = (token) => token,
): Promise<void> {
  const around = await findAround(tx, changed)
  for (const field of SHARED_FIELDS) {
    const { column, sharing } = MASKED_FIELDS[field]
    const tokens = [changed[field]]
    const firsts = await readFirsts(tx, sharing.userPairs, changed[field])
    await replace(tx, sharing.userPairs, [sharing.pairKey], [column], tokens)
    await keepFirsts(tx, sharing.userPairs, firsts, renewed)
    await replace(tx, sharing.rollup, ['token'], [column], tokens)
  }
  for (const { table, fields } of MASKED_PAIRS) {
    const keys = fields.map((field) => MASKED_FIELDS[field].sharing.pairKey)
    const columns = fields.map((field) => MASKED_FIELDS[field].column)
    await replace(
      tx,
      table,
      keys,
      columns,
      fields.map((field) => changed[field]),
    )
  }
  for (const field of SHARED_FIELDS) await recount(tx, field, around[field])
}

/**
 * Computes the rows of a rollup anew that have one of some tokens in any of its keys.
 * @param columns of the logins, that the keys come from; `tokens` are those of each key.
 */
async function replace(
  tx: Transaction,
  name: string,
  keys: readonly string[],
  columns: readonly string[],
  tokens: readonly (readonly string[])[],
) {
  const { columns: inserted, select } = tableOf(name)
  const anyOf = (names: readonly string[]) =>
    names.map((each, at) => `${each} = ANY($${at + 1}::text[])`).join(' OR ')
  await tx.$executeRawUnsafe(`DELETE FROM ${name} WHERE ${anyOf(keys)}`, ...tokens)
  const source = `(SELECT * FROM user_logins WHERE (${anyOf(columns)}) AND ${FOLDED}) AS changed`
  await tx.$executeRawUnsafe(`INSERT INTO ${name} (${inserted}) ${select(source)}`, ...tokens)
}

/** Whatever was seen with these: its own figures count them. */
async function findAround(tx: Transaction, changed: TokensByField) {
  const around: [SharedField, string[]][] = []
  for (const field of SHARED_FIELDS) {
    const { key, otherKey, otherPairs, other } = aroundOf(field)
    const rows = await tx.$queryRaw<{ token: string }[]>`
      SELECT DISTINCT ${key} AS token FROM ${otherPairs}
      WHERE ${otherKey} = ANY(${changed[other]}::text[])`
    around.push([field, rows.map(({ token }) => token)])
  }
  return Object.fromEntries(around) as Record<SharedField, string[]>
}

/** How many others a value was seen with is counted again. */
async function recount(tx: Transaction, field: SharedField, tokens: readonly string[]) {
  const { key, otherPairs, rollup, others } = aroundOf(field)
  await tx.$executeRaw`
    UPDATE ${rollup} AS t
    SET ${others} = (SELECT count(*) FROM ${otherPairs} AS pair WHERE pair.${key} = t.token)
    WHERE t.token = ANY(${tokens}::text[])`
}

function aroundOf(field: SharedField) {
  const { sharing } = MASKED_FIELDS[field]
  const tables = SHARED_TABLES[sharing.kind]
  const otherKey = Prisma.raw(MASKED_FIELDS[sharing.other].sharing.pairKey)
  return { ...tables, other: sharing.other, otherKey }
}

function tableOf(name: string): RollupTable {
  const table = ROLLUP_TABLES.find((one) => one.name === name)
  if (table === undefined) throw new Error(`There is no rollup ${name}`)
  return table
}
