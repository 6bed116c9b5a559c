import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'

type Owned = { sequence: string; table: string; column: string; last: bigint; settable: boolean }

/**
 * Moves on what sequences stand behind the rows they number, as a logical-replication cutover or a
 * data-only restore leaves them: else they would give numbers out that are taken. Safe beside whoever
 * writes meanwhile.
 * @returns the names of those that were moved.
 * @throws UserError where the database's role may not move them.
 */
export async function advanceSequences(): Promise<string[]> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('veilgate sequences'))::text`
    const behind = await findBehind(tx)
    const stuck = behind.filter(({ settable }) => !settable)
    if (stuck.length > 0) {
      throw new UserError(
        `Sequences stand behind their rows (${names(stuck)}), and the role of DATABASE_URL may not ` +
          'move them. Run npm run migrate -- --roles as the owner of the tables.',
      )
    }
    for (const { sequence, highest } of behind) {
      await tx.$queryRaw`SELECT setval(${sequence}::text::regclass, ${highest}::bigint)`
    }
    return behind.map(({ sequence }) => sequence)
  })
}

async function findBehind(tx: Transaction): Promise<(Owned & { highest: bigint })[]> {
  const owned = await tx.$queryRaw<Owned[]>(OWNED_SEQUENCES)
  if (owned.length === 0) return []
  const looks = owned.map(
    ({ table, column }, index) =>
      Prisma.sql`SELECT ${index}::int AS index, (${highestOf(table, column)})::bigint AS highest`,
  )
  const rows = await tx.$queryRaw<{ index: number; highest: bigint | null }[]>(
    Prisma.join(looks, ' UNION ALL '),
  )
  return rows.flatMap(({ index, highest }) => {
    const one = owned[index]
    return one !== undefined && highest !== null && highest > one.last ? [{ ...one, highest }] : []
  })
}

/** Those of this schema's tables that this role may read. First what is a sequence, then about it. */
const OWNED_SEQUENCES = Prisma.sql`
  WITH owned AS MATERIALIZED (
    SELECT s.oid, t.oid AS "tableId", t.relname::text AS table, a.attname::text AS column, a.attnum
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
  WHERE has_column_privilege("tableId", attnum, 'SELECT')
    AND has_sequence_privilege(oid, 'USAGE, SELECT')
  ORDER BY 1`

/** The highest number that rows know, their own or another table's. */
function highestOf(table: string, column: string): Prisma.Sql {
  if (column === 'id' && table === 'ingest_batches') {
    return Prisma.sql`SELECT greatest((SELECT max(id) FROM ingest_batches),
      (SELECT max(batch_id) FROM user_logins), (SELECT max(batch_id) FROM unfolded_batches))`
  }
  if (column === 'id' && table === 'ingest_runs') {
    return Prisma.sql`SELECT greatest((SELECT max(id) FROM ingest_runs),
      (SELECT max(run_id) FROM ingest_batches), (SELECT max(run_id) FROM user_logins))`
  }
  if (column === 'id' && table === 'user_logins') {
    // No index leads with it, and there may be millions: the newest batches have the highest.
    return Prisma.sql`SELECT max(id) FROM user_logins WHERE batch_id IN (
      SELECT id FROM ingest_batches ORDER BY id DESC LIMIT 64)`
  }
  return Prisma.sql`SELECT max(${Prisma.raw(`"${column}"`)}) FROM ${Prisma.raw(`"${table}"`)}`
}

function names(sequences: readonly Owned[]): string {
  return sequences.map(({ sequence }) => sequence).join(', ')
}
