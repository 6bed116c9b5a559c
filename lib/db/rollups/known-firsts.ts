import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { PAIR_TABLES, type PairTable, type RollupTable } from '@/lib/db/rollups/rollup-tables'

/** When a user was first seen with a value. */
export type KnownFirst = { token: string; userId: string; at: string }

/** What a value of a user is called from now on; null where that they met is to be forgotten. */
export type Renewed = (token: string, userId: string) => string | null

/**
 * When users were first seen with some values, where that was before all logins that retention has left: computed from
 * those, it would be later, and what the user logged in with before would be new.
 */
export async function readFirsts(
  tx: Transaction,
  pairs: string,
  tokens: readonly string[],
): Promise<KnownFirst[]> {
  const table = tableOf(pairs)
  if (table === null) return []
  const { name, key } = table
  return tx.$queryRaw<KnownFirst[]>`
    SELECT ${key} AS token, user_id AS "userId", first_seen::text AS at FROM ${name}
    WHERE ${key} = ANY(${[...tokens]}::text[])
      AND first_seen < (SELECT min(sent_at) FROM user_logins)`
}

/** Writes them to the pairs that are left. */
export async function keepFirsts(
  tx: Transaction,
  pairs: string,
  firsts: readonly KnownFirst[],
  renewed: Renewed,
): Promise<void> {
  const table = tableOf(pairs)
  const kept = firsts.flatMap(({ token, userId, at }) => {
    const now = renewed(token, userId)
    return now === null ? [] : [{ token: now, userId, at }]
  })
  if (table === null || kept.length === 0) return
  const { name, key } = table
  await tx.$executeRaw`
    UPDATE ${name} AS pair SET first_seen = known.at
    FROM (
      SELECT token, user_id, min(at) AS at
      FROM unnest(${kept.map(({ token }) => token)}::text[], ${kept.map(({ userId }) => userId)}::text[],
        ${kept.map(({ at }) => at)}::text[]::timestamptz[]) AS one(token, user_id, at)
      GROUP BY 1, 2) AS known
    WHERE pair.${key} = known.token AND pair.user_id = known.user_id AND pair.first_seen > known.at`
}

/**
 * The SELECT of a rollup from all logins, whose pairs keep since when they are known where that was before all of
 * them. A moment that an upgrade could not tell is computed.
 */
export function selectKeepingFirsts({ name, columns, select }: RollupTable): string {
  const table = tableOf(name)
  if (table === null) return select('user_logins')
  const [token] = columns.split(', ')
  const values = columns
    .split(', ')
    .map((column) => (column === 'first_seen' ? `least(pair.${column}, known.${column})` : column))
  return `
    SELECT ${values.join(', ')} FROM (${select('user_logins')}) AS pair(${columns})
    LEFT JOIN (
      SELECT ${token}, user_id, first_seen FROM ${name}
      WHERE first_seen > '-infinity' AND first_seen < (SELECT min(sent_at) FROM user_logins)
    ) AS known USING (${token}, user_id)`
}

function tableOf(pairs: string): { name: Prisma.Sql; key: Prisma.Sql } | null {
  const found: PairTable | undefined = PAIR_TABLES.find(({ name }) => name === pairs)
  if (!found?.tellsFirst) return null
  return { name: Prisma.raw(pairs), key: Prisma.raw(found.columns[0]) }
}
