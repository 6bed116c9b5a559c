import { lockTurn } from '@/lib/db/advisory-lock'
import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'

/** A sequence of this schema, and the column whose numbers it gives out. */
type Owned = { sequence: string; table: string; column: string; last: bigint; settable: boolean }

type Behind = Owned & { highest: bigint }

/** So many numbers are taken one by one, in some milliseconds. */
const MAX_STEPS = 10_000
/** Where nobody has vacuumed for long, a table of logins is read whole. */
const TIMEOUT_MS = 60_000

/**
 * Moves on what sequences stand behind the rows they number, as a logical-replication cutover or a
 * data-only restore leaves them: else they would give numbers out that are taken. Safe beside whoever
 * writes meanwhile. Runs have no sequence: what numbers them looks at the rows each time.
 * @returns the names of those that were moved.
 * @throws UserError where the database's role may not move them.
 */
export async function advanceSequences(): Promise<string[]> {
  return transaction(
    async (tx) => {
      await lockTurn(tx, 'sequences')
      const moved: string[] = []
      for (const one of await findBehind(tx)) {
        if (await moveOn(tx, one)) moved.push(one.sequence)
      }
      return moved
    },
    { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS },
  )
}

async function findBehind(tx: Transaction): Promise<Behind[]> {
  const owned = await tx.$queryRaw<Owned[]>(OWNED_SEQUENCES)
  if (owned.length === 0) return []
  const looks = owned.map(
    (one, index) =>
      Prisma.sql`SELECT ${index}::int AS index, (${highestOf(one)})::bigint AS highest`,
  )
  const rows = await tx.$queryRaw<{ index: number; highest: bigint | null }[]>(
    Prisma.join(looks, ' UNION ALL '),
  )
  return rows.flatMap(({ index, highest }) => {
    const one = owned[index]
    return one !== undefined && highest !== null && highest > one.last ? [{ ...one, highest }] : []
  })
}

/**
 * Those of this schema's tables that this role may read. First what is a sequence, then about it:
 * Postgres may else ask for the rights of what is none.
 */
const OWNED_SEQUENCES = Prisma.sql`
  WITH owned AS MATERIALIZED (
    SELECT s.oid, t.oid AS table_id, t.relname::text AS table, a.attname::text AS column, a.attnum
    FROM pg_class AS s
    JOIN pg_depend AS d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass
      AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
    JOIN pg_class AS t ON t.oid = d.refobjid
    JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = current_schema()
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S'
  )
  SELECT oid::regclass::text AS sequence, "table", "column",
    coalesce(pg_sequence_last_value(oid), 0) AS last,
    has_sequence_privilege(oid, 'UPDATE') AS settable
  FROM owned
  WHERE has_column_privilege(table_id, attnum, 'SELECT') AND has_sequence_privilege(oid, 'USAGE')
  ORDER BY 1`

/** The highest number that rows know, their own or another table's; of no interest up to the last. */
function highestOf({ table, column, last }: Owned): Prisma.Sql {
  if (column === 'id' && table === 'ingest_batches') {
    return Prisma.sql`SELECT greatest((SELECT max(id) FROM ingest_batches),
      (SELECT max(batch_id) FROM user_logins), (SELECT max(batch_id) FROM unfolded_batches))`
  }
  // Of logins, an index that knows each part of the table has nothing to look at, mostly.
  const [from, number] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)]
  return Prisma.sql`SELECT max(${number}) FROM ${from} WHERE ${number} > ${last}::bigint`
}

/** @returns whether it stood behind: of one that was never asked only its next number tells. */
async function moveOn(tx: Transaction, { sequence, settable, highest }: Behind): Promise<boolean> {
  const next = await take(tx, sequence, 1n)
  if (next > highest) return false
  const gap = highest - next
  if (gap === 0n) return true
  if (gap <= MAX_STEPS) {
    // Taking numbers can only move it on, whoever else takes some.
    await take(tx, sequence, gap)
    return true
  }
  if (!settable) {
    throw new UserError(
      `The sequence ${sequence} is ${gap} behind its rows, and the role of DATABASE_URL may not ` +
        'set it. Run npm run migrate as the owner of the tables.',
    )
  }
  // Between this look and this setting nobody takes thousands.
  await tx.$queryRaw`
    SELECT setval(${sequence}::text::regclass, ${highest}::bigint)
    WHERE pg_sequence_last_value(${sequence}::text::regclass) < ${highest}::bigint`
  return true
}

async function take(tx: Transaction, sequence: string, count: bigint): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ last: bigint }[]>`
    SELECT max(number) AS last FROM (
      SELECT nextval(${sequence}::text::regclass) AS number FROM generate_series(1, ${count}::bigint)
    ) AS taken`
  return (row as { last: bigint }).last
}
