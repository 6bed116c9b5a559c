import { expect } from '@playwright/test'
import pg from 'pg'
import { postgresUrl, readPostgresState } from '../../../lib/embedded/postgres-state'

/** Whom the database knows the console's connections as. */
export async function loginsOfConsole(dataDir: string): Promise<string[]> {
  const client = await connect(dataDir)
  const { rows } = await client.query(`
    SELECT DISTINCT usename AS name FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY 1`)
  await client.end()
  return rows.map(({ name }) => name)
}

/**
 * Waits until the rollups count all that was ingested. A palette, or a filter's list, asks once for what is
 * typed, and not again when a fold that was behind has caught up.
 */
export async function untilFolded(dataDir: string): Promise<void> {
  const client = await connect(dataDir)
  try {
    const unfolded = async () => (await client.query('SELECT FROM unfolded_batches')).rowCount
    await expect.poll(unfolded, { timeout: 150_000 }).toBe(0)
  } finally {
    await client.end()
  }
}

/** Lets the time that the schedule waits for come now. @returns which one it was. */
export async function bringDue(dataDir: string): Promise<string> {
  const client = await connect(dataDir)
  const { rows } = await client.query(`
    WITH before AS (SELECT next_due_at FROM ingest_plan)
    UPDATE ingest_plan SET next_due_at = now() FROM before RETURNING before.next_due_at`)
  await client.end()
  return rows[0].next_due_at.toISOString()
}

/** Lets the time pass after which a worker that was killed counts as silent. */
export async function ageHeartbeats(dataDir: string): Promise<void> {
  const client = await connect(dataDir)
  await client.query(`
    UPDATE ingest_workers SET heartbeat_at = heartbeat_at - interval '15 s' WHERE kind = 'worker'`)
  await client.end()
}

/** As the owner of the tables. */
async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: postgresUrl(readPostgresState(dataDir) as never),
  })
  await client.connect()
  return client
}

/** Every row of every table as text, bytes in hex. */
export async function dumpEmbedded(dataDir: string): Promise<string> {
  const client = await connect(dataDir)
  const tables = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
  const texts: string[] = []
  for (const { tablename } of tables.rows) {
    const { rows } = await client.query(`SELECT row::text AS text FROM "${tablename}" AS row`)
    texts.push(...rows.map(({ text }) => text))
  }
  await client.end()
  return texts.join('\n')
}
