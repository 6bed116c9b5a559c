import { type AddressInfo, connect, createServer } from 'node:net'
import { closeDatabase } from '@/lib/db/client'
import { databaseUrl, provideEnv } from '@/lib/env'

/** A way to the database that can lose the answer to a COMMIT. */
export type DatabaseProxy = {
  /** Passes the next COMMIT on, and cuts the connection when its answer comes. */
  loseCommit(): void
  /** How many answers were lost. */
  lost(): number
  close(): Promise<void>
}

/** Puts a proxy between this process and the database. */
export async function proxyDatabase(): Promise<DatabaseProxy> {
  const direct = databaseUrl()
  const { hostname, port } = new URL(direct)
  let armed = false
  let lost = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let committing = false
    client.on('data', (chunk) => {
      if (armed && chunk.includes('COMMIT')) {
        armed = false
        committing = true
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (!committing) return client.write(chunk)
      lost += 1
      return client.destroy()
    })
    client.on('error', () => upstream.destroy()).on('close', () => upstream.end())
    upstream.on('error', () => client.destroy()).on('close', () => client.end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = new URL(direct)
  url.port = String((server.address() as AddressInfo).port)
  provideEnv({ DATABASE_URL: url.href })
  await closeDatabase()
  return {
    loseCommit: () => {
      armed = true
    },
    lost: () => lost,
    close: async () => {
      provideEnv({ DATABASE_URL: direct })
      await closeDatabase()
      server.close()
    },
  }
}
