import pg from 'pg'

/** A connection to a database by its URL, for what changes its tables or roles. Whoever opens it ends it. */
export async function connectToMigrate(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'veilgate-migrate',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
