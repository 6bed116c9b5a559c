import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { POSTGRES_HOME } from '@/test/support/servers/own-postgres'
import { createQueue, deleteQueue, type TestQueue } from '@/test/support/servers/sqs'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { forgetSingletons } from '@/test/support/singletons'

/** A real database and a real queue, for one test file. */
export type TestServices = {
  databaseUrl(): string
  /** Rows of a query, past Prisma. */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: unknown[],
  ): Promise<Row[]>
  /** This test's own queue, with its dead-letter queue. */
  queue(): TestQueue
  /** A folder of this file's own: VEILGATE_DATA_DIR. */
  dataDir(): string
}

type Options = {
  /** A database for the file (default), or a new one for each test. */
  database?: 'per-file' | 'per-test'
  visibilityTimeoutSeconds?: number
  maxReceiveCount?: number
}

/**
 * Gives each test of this file a queue of its own, and the file a migrated database of its own, and
 * points the environment at them. Call it once, at the top of the file or of its `describe`.
 */
export function useServices(options: Options = {}): TestServices {
  let databaseUrl = ''
  let dataDir = ''
  let queue: TestQueue | undefined
  let client: pg.Client | undefined

  const openDatabase = async () => {
    databaseUrl = await createDatabase()
    provideEnv({ DATABASE_URL: databaseUrl })
  }
  const dropDatabase = async () => {
    await client?.end()
    client = undefined
    await closeDatabase()
    await admin(`DROP DATABASE IF EXISTS "${new URL(databaseUrl).pathname.slice(1)}" WITH (FORCE)`)
  }
  const perTest = options.database === 'per-test'

  beforeAll(async () => {
    dataDir = makeTestFolder('veilgate-file-')
    provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: join(dataDir, 'keys') })
    if (!perTest) await openDatabase()
  })
  beforeEach(async () => {
    if (perTest) await openDatabase()
    const { queuePort } = inject('services')
    queue = await createQueue(queuePort, options)
    provideEnv({
      SQS_QUEUE_URL: queue.url,
      AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${queuePort}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    })
    forgetSingletons()
  })
  afterEach(async () => {
    try {
      if (queue) await deleteQueue(queue)
    } finally {
      // The next test would be given this one's connections.
      if (perTest) await dropDatabase()
    }
  })
  afterAll(async () => {
    if (!perTest) await dropDatabase()
    rmSync(dataDir, { recursive: true, force: true })
  })

  return {
    databaseUrl: () => databaseUrl,
    dataDir: () => dataDir,
    queue: () => {
      if (!queue) throw new Error('The queue is there within a test only.')
      return queue
    },
    query: async <Row extends object>(sql: string, values: unknown[] = []) => {
      if (!client) {
        const opened = new pg.Client({ connectionString: databaseUrl })
        // A test may have cut all connections: the next query has one of its own.
        opened.on('error', () => {
          if (client === opened) client = undefined
        })
        client = opened
        await opened.connect()
      }
      return (await client.query(sql, values)).rows as Row[]
    },
  }
}

/** A new migrated database on the run's server. @returns its URL. */
async function createDatabase(): Promise<string> {
  const url = new URL(inject('services').templateUrl)
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  // Copying its files takes two thirds of the time that logging its blocks does.
  const template = url.pathname.slice(1)
  // Postgres 14 knows no strategies, and copies files.
  const strategy = POSTGRES_HOME === undefined ? 'STRATEGY FILE_COPY' : ''
  await admin(`CREATE DATABASE "${name}" TEMPLATE "${template}" ${strategy}`)
  url.pathname = `/${name}`
  return url.href
}

/** A new database without a single table. @returns its URL. */
export async function createEmptyDatabase(): Promise<string> {
  const url = new URL(inject('services').templateUrl)
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await admin(`CREATE DATABASE "${name}" TEMPLATE template0`)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one statement beside all databases of the tests. */
export async function admin(sql: string) {
  const url = new URL(inject('services').templateUrl)
  // Not the template itself: nobody may be connected to it while it is copied.
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
