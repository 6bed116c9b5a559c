import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabase } from '@/lib/db/client'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { stopPostgres } from '@/lib/embedded/postgres'
import { startQueueServer, stopQueueServer } from '@/lib/embedded/queue-server'
import { ownEnv, provideEnv } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { tellAlerts } from '@/test/soak/system/alert-settings'
import type { Closing } from '@/test/soak/system/closing'
import { hangPostgres, hangQueue } from '@/test/soak/system/servers'
import { type PostgresServer, startPostgresServer } from '@/test/support/servers/postgres-server'
import { queueAt, type TestQueue } from '@/test/support/servers/sqs'

/** A database and a queue of the soak's own, as processes that can be struck apart from all others. */
export type Surroundings = {
  /** In which every process has its log. */
  logs: string
  postgres: PostgresServer
  queue: TestQueue
  startQueue(): Promise<void>
  /** Ends it cleanly: it keeps its messages. */
  stopQueue(): Promise<void>
  /** Has a server stand still. @returns what lets it go on; closing does so, too. */
  hang(server: 'postgres' | 'queue'): () => void
  /** As superuser. @throws where the database is not there. */
  sql<Row extends object>(text: string): Promise<Row[]>
  workerEnv: NodeJS.ProcessEnv
  consoleEnv: NodeJS.ProcessEnv
}

const DATABASE = 'veilgate'
const WORKER = 'soak_worker'
const PASSWORD = 'only-for-the-soak'
const PASSPHRASE = 'only for the soak, thrown away'

/** What is asked of those that run: before they start. */
type Wanted = {
  /** Whether the console is to follow, beside the workers. */
  isFollowed: boolean
  /** Where alerts are told. */
  alertUrl: string
}

/** Starts Postgres and the queue in a folder of their own, with a migrated database and keys. */
export async function startSurroundings(
  folder: string,
  wanted: Wanted,
  closing: Closing,
): Promise<Surroundings> {
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  makeDataDir(folder)
  closing.add(() => stopPostgres(folder))
  const postgres = await startPostgresServer(folder)
  closing.add(() => stopQueueServer(folder))
  const { port: queuePort } = await startQueueServer(folder)
  const environments = environmentsOf(folder, postgres.url, queuePort)
  provideEnv({ DATABASE_URL: postgres.url, ...keysOf(folder, 'console') })
  await prepareDatabase(folder, postgres, wanted)
  return {
    logs: join(folder, 'logs'),
    postgres,
    queue: queueAt(queuePort, {
      name: 'logins',
      url: addressOf(queuePort, 'logins'),
      deadLetterUrl: addressOf(queuePort, 'logins-dead-letter'),
    }),
    startQueue: async () => void (await startQueueServer(folder)),
    stopQueue: () => stopQueueServer(folder),
    hang: (server) => {
      const goOn = server === 'postgres' ? hangPostgres(postgres) : hangQueue(folder)
      // What stands still does not end, either.
      closing.add(goOn)
      return goOn
    },
    sql: (text) => postgres.sql(text, DATABASE),
    ...environments,
  }
}

/** The tables, the roles, the keys, and what is asked. */
async function prepareDatabase(folder: string, { url }: PostgresServer, wanted: Wanted) {
  await migrateDatabase(url)
  await applyRoles(url, { [WORKER]: { role: 'veilgate_worker', password: PASSWORD } })
  try {
    await initKeys({ passphrase: PASSPHRASE })
    await setFollowed(wanted.isFollowed, 'soak')
    await tellAlerts(wanted.alertUrl)
  } finally {
    // Its connections would not outlive the first outage.
    await closeDatabase()
  }
  const few = keysOf(folder, 'worker').VEILGATE_KEYS_DIR
  mkdirSync(few, { mode: 0o700 })
  for (const name of ['token.key.json', 'vault.pub.json']) {
    copyFileSync(join(keysOf(folder, 'console').VEILGATE_KEYS_DIR, name), join(few, name))
  }
}

function environmentsOf(folder: string, url: string, queuePort: number) {
  const workerUrl = new URL(url)
  workerUrl.username = WORKER
  workerUrl.password = PASSWORD
  const shared = {
    ...ownEnv(),
    SQS_QUEUE_URL: addressOf(queuePort, 'logins'),
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${queuePort}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'soak',
    AWS_SECRET_ACCESS_KEY: 'soak',
  }
  return {
    workerEnv: { ...shared, DATABASE_URL: workerUrl.href, ...keysOf(folder, 'worker') },
    consoleEnv: {
      ...shared,
      DATABASE_URL: url,
      ...keysOf(folder, 'console'),
      VEILGATE_AUTH_SECRET: 'only for the soak, at least 32 characters',
      VEILGATE_ADMIN_PASSWORD: 'lamp before the window',
      VEILGATE_OPERATOR_PASSWORD: 'lamp beside the window',
    },
  }
}

function keysOf(folder: string, who: 'worker' | 'console') {
  return { VEILGATE_DATA_DIR: join(folder, who), VEILGATE_KEYS_DIR: join(folder, `${who}-keys`) }
}

function addressOf(queuePort: number, name: string): string {
  return `http://127.0.0.1:${queuePort}/000000000000/${name}`
}
