import type pg from 'pg'

/** A table's rows, or one of its indexes; of all its months together. */
export type Relation = { table: string; name: string; isIndex: boolean; bytes: number }

/** What is on disk of the tables that grow with the logins, largest first. */
export async function readDisk(client: pg.Client): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `SELECT ${wholeOf('t.oid')} AS table, ${wholeOf('r.oid')} AS name, r.oid <> t.oid AS "isIndex",
       sum(CASE WHEN r.oid = t.oid THEN pg_table_size(r.oid) ELSE pg_relation_size(r.oid) END)::float8 AS bytes
     FROM pg_class AS t
     JOIN LATERAL (SELECT t.oid AS id UNION ALL SELECT indexrelid FROM pg_index WHERE indrelid = t.oid)
       AS part ON true
     JOIN pg_class AS r ON r.oid = part.id
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
     GROUP BY 1, 2, 3
     ORDER BY bytes DESC`,
  )
  return rows
}

/** Of all of them together, by the login. */
export function diskBytes(relations: readonly Relation[], logins: number): number {
  return relations.reduce((sum, { bytes }) => sum + bytes, 0) / logins
}

/** SQL of the name of a table or index, or of the one that it is a month of. */
function wholeOf(oid: string): string {
  return `coalesce((SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = ${oid}), ${oid}::regclass::text)`
}
