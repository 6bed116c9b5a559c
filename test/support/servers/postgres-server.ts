import pg from 'pg'
import { stopPostgres } from '@/lib/embedded/postgres'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { readPostgresState } from '@/lib/embedded/postgres-state'
import { startProductPostgres } from '@/test/support/servers/own-postgres'

/** A Postgres server of the suite's own, which can be killed and started again. */
export type PostgresServer = {
  dataDir: string
  /** Of its data. */
  folder: string
  port: number
  /** Of the database that the product makes, as superuser, past every proxy. */
  url: string
  start(): Promise<void>
  /** Ends it cleanly. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): void
  /** A connection as superuser, past every proxy; whoever opens it ends it. */
  connect(database: string): Promise<pg.Client>
  /** Statements, as superuser, past every proxy. @throws where the server is not there. */
  sql<Row extends object>(text: string, database?: string): Promise<Row[]>
}

/** Starts the Postgres of a data folder, with the settings that the product's own has. */
export async function startPostgresServer(dataDir: string): Promise<PostgresServer> {
  const { url, folder } = await startProductPostgres(dataDir)
  const connect = async (database: string) => {
    const at = new URL(url)
    at.pathname = `/${database}`
    const client = new pg.Client({
      connectionString: at.href,
      connectionTimeoutMillis: 5_000,
      query_timeout: 120_000,
    })
    // Whoever kills the server cuts this one off, too.
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return {
    dataDir,
    folder,
    port: readPostgresState(dataDir)?.port ?? 0,
    url,
    start: async () => void (await startProductPostgres(dataDir)),
    stop: () => stopPostgres(dataDir),
    kill: () => {
      const running = runningPostgres(folder)
      if (running) process.kill(running.pid, 'SIGKILL')
    },
    connect,
    sql: async <Row extends object>(text: string, database = 'postgres') => {
      const client = await connect(database)
      try {
        return (await client.query(text)).rows as Row[]
      } finally {
        await client.end().catch(() => {})
      }
    },
  }
}
