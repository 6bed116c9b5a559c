import { Prisma } from '@/lib/db/generated/client'
import { LOGIN_DAY, NO_DAY, type PairTable, pairFacts } from '@/lib/db/rollups/rollup-tables'

/**
 * Subquery `seen_…` of a fold: each pair among its logins `fresh`, and where it is and what is known of it; `place` is
 * null of a new one. Most are known. They are looked for one by one, as the nearest in the primary key's order: else
 * Postgres may take the index by day, and read all users of an IP for each of them.
 */
export function seenPairs(table: PairTable): Prisma.Sql {
  const [name, a, b] = namesOf(table)
  const known = Prisma.raw(
    pairFacts(table)
      .map((fact) => `, ${fact} AS known_${fact}`)
      .join(''),
  )
  const found = Prisma.raw(
    pairFacts(table)
      .map((fact) => `, known_${fact}`)
      .join(''),
  )
  return Prisma.sql`
    seen_${name} AS MATERIALIZED (
      SELECT seen.*, found.*
      FROM (
        SELECT ${a}, ${b}, max(${Prisma.raw(LOGIN_DAY)}) AS last_day, min(sent_at) AS first_seen FROM fresh
        WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2) AS seen
      LEFT JOIN LATERAL (
        SELECT place${found}
        FROM (
          SELECT ctid AS place, ${a}, ${b}${known} FROM ${name} AS known
          WHERE (known.${a}, known.${b}) >= (seen.${a}, seen.${b})
          ORDER BY ${a}, ${b} LIMIT 1) AS nearest
        WHERE nearest.${a} = seen.${a} AND nearest.${b} = seen.${b} OFFSET 0) AS found ON true
    )`
}

/** Subquery `new_…`: inserts the pairs that nobody knew. Those of a value that is shared by now are dated. */
export function newPairs(table: PairTable): Prisma.Sql {
  const [name, a, b] = namesOf(table)
  const { datedBy } = table
  const isShared =
    datedBy === null
      ? Prisma.sql`false`
      : Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(datedBy)} AS t WHERE t.token = seen.${a} OFFSET 0)`
  const values = {
    last_day: Prisma.sql`CASE WHEN ${isShared} THEN last_day ELSE ${Prisma.raw(NO_DAY)} END`,
    first_seen: Prisma.sql`first_seen`,
  }
  const facts = pairFacts(table)
  return Prisma.sql`
    new_${name} AS (
      INSERT INTO ${name} (${Prisma.join([a, b, ...facts.map((fact) => Prisma.raw(fact))])})
      SELECT ${Prisma.join([a, b, ...facts.map((fact) => values[fact])])}
      FROM seen_${name} AS seen WHERE place IS NULL
      RETURNING ${a}, ${b}
    )`
}

/**
 * Subquery `again_…` of pairs of which something is told. Of shared values one is written once a day at most: most are
 * seen again on a day that is known. Of all others only what comes late is earlier than what is known.
 */
export function seenAgain(table: PairTable): Prisma.Sql {
  const [name] = namesOf(table)
  const isLater = Prisma.sql`known_last_day > ${Prisma.raw(NO_DAY)} AND known_last_day < seen.last_day`
  const [first, isEarlier] = table.tellsFirst
    ? [
        Prisma.sql`, first_seen = least(known_first_seen, seen.first_seen)`,
        Prisma.sql`OR seen.first_seen < known_first_seen`,
      ]
    : [Prisma.empty, Prisma.empty]
  return Prisma.sql`
    again_${name} AS (
      UPDATE ${name} AS t
      SET last_day = CASE WHEN ${isLater} THEN seen.last_day ELSE known_last_day END${first}
      FROM seen_${name} AS seen WHERE t.ctid = seen.place AND (${isLater} ${isEarlier})
    )`
}

function namesOf({ name, columns: [one, other] }: PairTable): [Prisma.Sql, Prisma.Sql, Prisma.Sql] {
  return [Prisma.raw(name), Prisma.raw(one), Prisma.raw(other)]
}
