import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { startQueueServer, stopQueueServer } from '@/lib/embedded/queue-server'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { ownEnv } from '@/lib/env'
import { type Random, random } from '@/lib/sample/random'
import { runCommand } from '@/test/chaos/processes'
import {
  type DatabaseFaultProxy,
  startDatabaseFaultProxy,
} from '@/test/support/proxies/database-fault-proxy'
import {
  type QueueFaultProxy,
  startQueueFaultProxy,
} from '@/test/support/proxies/queue-fault-proxy'
import { type PostgresServer, startPostgresServer } from '@/test/support/servers/postgres-server'
import { createQueue, deleteQueue, type TestQueue } from '@/test/support/servers/sqs'
import { makeTestFolder } from '@/test/support/servers/test-folder'

export const VISIBILITY_TIMEOUT_SECONDS = 4
export const DATABASE = 'chaos'
const QUEUE = 'chaos'
const TEMPLATE = 'chaos_template'
/** No superuser, so that limits and read-only settings hold for it. */
export const ROLE = 'chaos_owner'
const PASSWORD = 'only-for-the-suite'

/** Everything that a fault can strike, and what the processes under test are given of it. */
export type System = {
  random: Random
  postgres: PostgresServer
  databaseProxy: DatabaseFaultProxy
  queueProxy: QueueFaultProxy
  /** The queue, past its proxy. */
  queue(): TestQueue
  /** A statement on the database of this fault, past the proxy, as superuser. */
  sql<Row extends object>(text: string): Promise<Row[]>
  /** How many deletions the queue confirmed since `renew`. */
  confirmed(): number
  /** For the processes under test: database and queue through their proxies. */
  env: NodeJS.ProcessEnv
  /** An empty database with keys, and an empty queue; the same addresses as before. */
  renew(options: { maxReceiveCount: number }): Promise<void>
  close(): Promise<void>
}

/** Starts a Postgres, an SQS server and their proxies, in a folder that is thrown away. */
export async function startSystem(seed: number): Promise<System> {
  const folder = makeTestFolder('veilgate-chaos-')
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  makeDataDir(folder)
  const draw = random(seed, 'faults')
  const postgres = await startPostgresServer(folder)
  const { port: queuePort } = await startQueueServer(folder)
  const databaseProxy = await startDatabaseFaultProxy(postgres.port)
  const queueProxy = await startQueueFaultProxy(`http://127.0.0.1:${queuePort}`, draw)
  const env = environment(folder, {
    databasePort: databaseProxy.port,
    queuePort,
    endpoint: queueProxy.url,
  })
  await prepareTemplate(postgres, env)
  let queue: TestQueue | undefined
  let confirmedBefore = 0
  return {
    random: draw,
    postgres,
    databaseProxy,
    queueProxy,
    env,
    queue: () => queue as TestQueue,
    confirmed: () => queueProxy.confirmed() - confirmedBefore,
    sql: (text) => postgres.sql(text, DATABASE),
    renew: async ({ maxReceiveCount }) => {
      await renewDatabase(postgres)
      confirmedBefore = queueProxy.confirmed()
      if (queue) await deleteQueue(queue)
      const visibilityTimeoutSeconds = VISIBILITY_TIMEOUT_SECONDS
      queue = await createQueue(queuePort, {
        name: QUEUE,
        visibilityTimeoutSeconds,
        maxReceiveCount,
      })
    },
    close: async () => {
      databaseProxy.close()
      queueProxy.close()
      await stopQueueServer(folder)
      await postgres.stop()
      removeDataDir(folder)
    },
  }
}

type Addresses = { databasePort: number; queuePort: number; endpoint: string }

function environment(folder: string, at: Addresses): NodeJS.ProcessEnv {
  return {
    ...ownEnv(),
    DATABASE_URL: `postgresql://${ROLE}:${PASSWORD}@127.0.0.1:${at.databasePort}/${DATABASE}`,
    SQS_QUEUE_URL: `http://127.0.0.1:${at.queuePort}/000000000000/${QUEUE}`,
    AWS_ENDPOINT_URL_SQS: at.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'chaos',
    AWS_SECRET_ACCESS_KEY: 'chaos',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    VEILGATE_DATA_DIR: folder,
    VEILGATE_KEYS_DIR: join(folder, 'keys'),
    VEILGATE_VAULT_PASSPHRASE: 'only for the suite, thrown away',
    // Small enough that the work lasts longer than the fault.
    VEILGATE_LANES: '3',
    VEILGATE_BATCH_SIZE: '50',
  }
}

/** A migrated database with registered keys, which `renew` copies. */
async function prepareTemplate(postgres: PostgresServer, env: NodeJS.ProcessEnv) {
  await postgres.sql(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${PASSWORD}'`)
  await postgres.sql(`CREATE DATABASE ${TEMPLATE} OWNER ${ROLE}`)
  const direct = new URL(env.DATABASE_URL ?? '')
  direct.pathname = `/${TEMPLATE}`
  direct.port = String(postgres.port)
  for (const command of [['migrate'], ['keys', 'init']]) {
    const { code, stderr } = await runCommand({ ...env, DATABASE_URL: direct.href }, command)
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${stderr}`)
  }
}

async function renewDatabase(postgres: PostgresServer) {
  await postgres.sql(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`)
  await postgres.sql(`ALTER ROLE ${ROLE} CONNECTION LIMIT -1`)
  await postgres.sql(`CREATE DATABASE ${DATABASE} TEMPLATE ${TEMPLATE} OWNER ${ROLE}`)
}
