import pg from 'pg'

/**
 * Brings the rows of all tables into those that a migration made, as a data-only restore does: sequences stay where they
 * are, triggers and foreign keys are left out. Of a table that is older there, the columns that it has.
 */
export async function copyRows(fromUrl: string, toUrl: string): Promise<void> {
  const [from, to] = [fromUrl, toUrl].map((url) => new pg.Client({ connectionString: url }))
  if (from === undefined || to === undefined) throw new Error('two databases')
  await Promise.all([from.connect(), to.connect()])
  try {
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await to.query('BEGIN; SET LOCAL session_replication_role = replica')
    const tables = (await tablesOf(to)).filter((name) => name !== '_prisma_migrations')
    const known = new Set(await tablesOf(from))
    for (const table of tables.filter((name) => known.has(name))) await copyTable(from, to, table)
    await to.query('COMMIT')
  } finally {
    await Promise.all([from.end(), to.end()])
  }
}

async function copyTable(from: pg.Client, to: pg.Client, table: string) {
  const there = new Set(await columnsOf(to, table))
  const shared = (await columnsOf(from, table)).filter((column) => there.has(column))
  const columns = shared.join(', ')
  const { rows } = await from.query(
    `SELECT coalesce(json_agg(t), '[]')::text AS all FROM (SELECT ${columns} FROM ${table}) AS t`,
  )
  await to.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
    [rows[0].all],
  )
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
     ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}
